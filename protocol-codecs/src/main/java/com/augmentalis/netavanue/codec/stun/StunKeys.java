package com.augmentalis.netavanue.codec.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The keys of integrity attributes. Texts must have been processed with the OpaqueString profile
 * (RFC 8265) before, which changes nothing in plain ASCII.
 */
public final class StunKeys {

  private StunKeys() {}

  /** The key of short-term credentials: the password itself (RFC 8489 section 9.1.1). */
  public static byte[] shortTerm(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The key of long-term credentials with the algorithm MD5: {@code MD5(username ":" realm ":"
   * password)} (RFC 8489 section 18.5.1.1).
   */
  public static byte[] longTerm(String username, String realm, String password) {
    try {
      String text = username + ":" + realm + ":" + password;
      return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
