package com.augmentalis.netavanue.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedSecretTest {

  /** RFC 2202 section 3, test cases 1 to 3 and 6 for HMAC-SHA-1. */
  @Test
  void agreesWithRfc2202() {
    assertHmac("b617318655057264e28bc0b6fb378c8ef146be00", bytes(20, 0x0b), ascii("Hi There"));
    assertHmac(
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        ascii("Jefe"),
        ascii("what do ya want for nothing?"));
    assertHmac("125d7342b9ac11cd91a39af48aa17b4f63f175d3", bytes(20, 0xaa), bytes(50, 0xdd));
    assertHmac(
        "aa4ae5e15272d00e95705637ce8a3b55ed402112",
        bytes(80, 0xaa),
        ascii("Test Using Larger Than Block-Size Key - Hash Key First"));
  }

  /** The value is that of {@code openssl dgst -sha1 -hmac north -binary | base64}. */
  @Test
  void signsAUserNameAsCoturnDoes() {
    String username = "1767225600:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    assertEquals("We9+HPdn1oLXnZnT9b0VIfclP7g=", SharedSecret.of("north").passwordFor(username));
  }

  @Test
  void showsItselfToNobody() {
    SharedSecret secret = SharedSecret.of("a very secret secret");
    TurnServer server = TurnServer.of("turn.example", secret);
    for (Object holder : List.of(secret, server, Optional.of(server), TurnOptions.of(server))) {
      assertFalse(holder.toString().contains("a very secret"), holder::toString);
    }
    assertThrows(IllegalArgumentException.class, () -> SharedSecret.of(""));
  }

  private static void assertHmac(String expected, byte[] key, byte[] text) {
    assertEquals(expected, HexFormat.of().formatHex(SharedSecret.of(key).hmacSha1(text)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
