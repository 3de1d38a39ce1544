package com.augmentalis.netavanue.session.redis;

import java.util.List;

/**
 * Names of keys. What a script changes together stands in one slot of a Redis Cluster, by the
 * session id in braces.
 */
final class SessionKeys {

  /** The index of deadlines, ZSET by epoch milliseconds. */
  static final String DEADLINES = "signaling:deadlines";

  private SessionKeys() {}

  /** All keys of a session, in the order that the scripts expect. */
  static List<String> session(String sessionId) {
    String record = record(sessionId);
    return List.of(
        record,
        participants(sessionId),
        record + ":members",
        record + ":events",
        record + ":departed");
  }

  static String record(String sessionId) {
    return "signaling:session:{" + sessionId + "}";
  }

  static String participants(String sessionId) {
    return record(sessionId) + ":participants";
  }

  static String invite(String code) {
    return "signaling:invite:" + code;
  }

  static String seats(String fingerprint) {
    return "signaling:device:{" + fingerprint + "}:sessions";
  }

  static String license(String tokenHash) {
    return "signaling:license:" + tokenHash + ":cache";
  }
}
