package com.augmentalis.netavanue.bench.load;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The identity of one client.
 *
 * @param fingerprint 64 lower-case hex characters
 * @param publicKey base64 of 32 bytes; the load proves no possession, so no private key belongs to
 *     it
 */
public record Device(String fingerprint, String publicKey) {
  /** A device that no other run knows, as far as the seed differs. */
  public static Device random(RandomGenerator random) {
    byte[] fingerprint = new byte[32];
    byte[] publicKey = new byte[32];
    random.nextBytes(fingerprint);
    random.nextBytes(publicKey);
    return new Device(
        HexFormat.of().formatHex(fingerprint), Base64.getEncoder().encodeToString(publicKey));
  }
}
