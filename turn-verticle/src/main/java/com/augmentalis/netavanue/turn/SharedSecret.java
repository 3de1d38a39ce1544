package com.augmentalis.netavanue.turn;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that is shared with the TURN server (coturn's {@code static-auth-secret}). Shows
 * itself to nobody. Immutable.
 */
public final class SharedSecret {

  private static final String ALGORITHM = "HmacSHA1";

  private final SecretKeySpec key;

  private SharedSecret(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * A secret of this text, as it stands in the TURN server's configuration.
   *
   * @throws IllegalArgumentException when it is empty
   */
  public static SharedSecret of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret of these bytes. */
  static SharedSecret of(byte[] secret) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("The TURN secret must not be empty");
    }
    return new SharedSecret(secret);
  }

  /** The password of a user name: base64 of its HMAC-SHA1 (RFC 2104) under this secret. */
  public String passwordFor(String username) {
    return Base64.getEncoder().encodeToString(hmacSha1(username.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] hmacSha1(byte[] text) {
    try {
      // A Mac holds state, so each call has its own.
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA1, for any key", e);
    }
  }

  @Override
  public String toString() {
    return "SharedSecret[]";
  }
}
