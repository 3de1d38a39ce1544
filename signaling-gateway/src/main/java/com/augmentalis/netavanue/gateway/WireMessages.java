package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.pairing.Pairing;
import com.augmentalis.netavanue.contract.pairing.PairingList;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ScoreUpdated;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.turn.TurnCredentials;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What devices are told, field by field. This is the only place that knows the names on the wire;
 * absent values are left out.
 */
final class WireMessages {

  /** {@code {"type":"RELAYED","status":"delivered"}}, the commonest answer, made once. */
  static final JsonSlice RELAYED_DELIVERED =
      JsonSlice.of("{\"type\":\"RELAYED\",\"status\":\"delivered\"}");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WireMessages() {}

  static JsonSlice error(FailureCode code, String message, String request, long retryAfterMs) {
    ObjectNode error = typed("ERROR").put("code", code.name()).put("message", message);
    if (request != null) {
      error.put("request", request);
    }
    if (retryAfterMs > 0) {
      error.put("retryAfterMs", retryAfterMs);
    }
    return bytes(error);
  }

  static JsonSlice deviceRegistered(String deviceId) {
    return bytes(typed("DEVICE_REGISTERED").put("deviceId", deviceId));
  }

  static JsonSlice sessionCreated(
      SessionState state, Member self, Optional<TurnCredentials> credentials) {
    ObjectNode reply = state("SESSION_CREATED", state, self, credentials);
    reply.put("inviteCode", state.inviteCode());
    reply.put("deepLink", "avanues://join/" + state.inviteCode());
    if (state.maxPeers() != null) {
      reply.put("maxPeers", state.maxPeers());
    }
    return bytes(reply);
  }

  static JsonSlice sessionJoined(
      SessionState state, Member self, Optional<TurnCredentials> credentials) {
    ObjectNode reply = state("SESSION_JOINED", state, self, credentials);
    ArrayNode participants = reply.putArray("participants");
    state.members().forEach(member -> participants.add(participant(member)));
    return bytes(reply);
  }

  private static ObjectNode state(
      String type, SessionState state, Member self, Optional<TurnCredentials> credentials) {
    ObjectNode reply = typed(type);
    reply.put("sessionId", state.sessionId());
    reply.put("hubFingerprint", state.hubFingerprint());
    reply.put("role", self.role().name());
    reply.put("sessionType", state.sessionType().name());
    reply.put("topology", state.topology().name().toLowerCase(Locale.ROOT));
    reply.put("expiresAt", state.expiresAt());
    reply.put("version", state.version());
    credentials.ifPresent(c -> reply.set("turnCredentials", credentials(NODES.objectNode(), c)));
    return reply;
  }

  static JsonSlice sessionLeft(String sessionId) {
    return bytes(typed("SESSION_LEFT").put("sessionId", sessionId));
  }

  static JsonSlice capabilityUpdated(ScoreUpdated update) {
    return bytes(
        typed("CAPABILITY_UPDATED")
            .put("score", update.score())
            .put("hubFingerprint", update.hubFingerprint()));
  }

  static JsonSlice turnCredentials(TurnCredentials credentials) {
    return bytes(credentials(typed("TURN_CREDENTIALS"), credentials));
  }

  private static ObjectNode credentials(ObjectNode into, TurnCredentials credentials) {
    into.put("username", credentials.username());
    into.put("password", credentials.password());
    ArrayNode urls = into.putArray("urls");
    credentials.urls().forEach(urls::add);
    return into.put("ttlSeconds", credentials.ttlSeconds());
  }

  static JsonSlice pairings(PairingList list) {
    ObjectNode reply = typed("PAIR_LIST");
    ArrayNode pairings = reply.putArray("pairings");
    for (Pairing pairing : list.pairings()) {
      pairings
          .addObject()
          .put("pairingId", pairing.pairingId())
          .put("peerFingerprint", pairing.peerFingerprint())
          .put("peerDeviceName", pairing.peerDeviceName())
          .put("peerPlatform", pairing.peerPlatform().name())
          .put("peerDeviceType", pairing.peerDeviceType().name())
          .put("createdAt", pairing.createdAt());
    }
    return bytes(reply);
  }

  /** The push that tells of a session's event; empty for events that no device is told. */
  static Optional<JsonSlice> push(SessionEvent event) {
    if (event instanceof SessionEvent.SessionCreated || event instanceof SessionEvent.PeerMoved) {
      return Optional.empty();
    }
    ObjectNode push = typed(event.type());
    push.put("sessionId", event.sessionId());
    push.put("version", event.version());
    fill(push, event);
    return Optional.of(bytes(push));
  }

  private static void fill(ObjectNode push, SessionEvent event) {
    if (event instanceof SessionEvent.ParticipantJoined e) {
      push.set("participant", participant(e.participant()));
    } else if (event instanceof SessionEvent.ParticipantLeft e) {
      push.put("fingerprint", e.fingerprint()).put("reason", e.reason().name());
    } else if (event instanceof SessionEvent.HubElected e) {
      push.put("hubFingerprint", e.hubFingerprint())
          .put("reason", e.reason().name())
          .put("score", e.score());
    } else if (event instanceof SessionEvent.RoleChanged e) {
      push.put("fingerprint", e.fingerprint())
          .put("oldRole", e.oldRole().name())
          .put("newRole", e.newRole().name());
    } else if (event instanceof SessionEvent.PeerDisconnected e) {
      push.put("fingerprint", e.fingerprint()).put("graceSeconds", e.graceSeconds());
    } else if (event instanceof SessionEvent.PeerReconnected e) {
      push.put("fingerprint", e.fingerprint());
    } else if (event instanceof SessionEvent.SessionEnded e) {
      push.put("reason", e.reason().name());
    }
  }

  private static ObjectNode participant(Member member) {
    return NODES
        .objectNode()
        .put("fingerprint", member.fingerprint())
        .put("deviceName", member.deviceName())
        .put("platform", member.platform().name())
        .put("deviceType", member.deviceType().name())
        .put("role", member.role().name())
        .put("capabilityScore", member.capabilityScore())
        .put("isLicensed", member.isLicensed())
        .put("connected", member.connected());
  }

  private static ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static JsonSlice bytes(ObjectNode node) {
    return JsonCodec.standard().write(node);
  }
}
