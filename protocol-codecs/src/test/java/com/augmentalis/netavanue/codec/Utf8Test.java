package com.augmentalis.netavanue.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  private static boolean oracle(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static void agree(byte[] bytes) {
    assertEquals(
        oracle(bytes), Utf8.isValid(bytes, 0, bytes.length), () -> HexFormat.of().formatHex(bytes));
  }

  @Test
  void agreesWithTheJdkOnEveryKindOfSequence() {
    for (int a = 0; a < 256; a++) {
      agree(new byte[] {(byte) a});
      for (int b = 0; b < 256; b++) {
        agree(new byte[] {(byte) a, (byte) b});
      }
    }
    // Longer sequences: every lead with the edges of every class of continuation.
    int[] edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    for (int a = 0xC0; a < 256; a++) {
      for (int b : edges) {
        for (int c : edges) {
          agree(new byte[] {(byte) a, (byte) b, (byte) c});
          agree(new byte[] {(byte) a, (byte) b, (byte) c, (byte) 0x80});
          agree(new byte[] {(byte) a, (byte) b, (byte) c, (byte) 0x41});
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnLongMixedInput() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      int points = random.nextInt(40);
      for (int i = 0; i < points; i++) {
        int bound = random.nextInt(4) == 0 ? 0x10FFFF : 0x7F;
        text.appendCodePoint(random.nextInt(bound));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      byte[] copy = bytes;
      assertEquals(oracle(bytes), Utf8.isValid(copy, 0, copy.length), () -> "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17})
  void looksAtTheGivenRangeOnly(int length) {
    byte[] bytes = new byte[length + 16];
    java.util.Arrays.fill(bytes, (byte) 0xFF);
    java.util.Arrays.fill(bytes, 8, 8 + length, (byte) 'x');
    assertTrue(Utf8.isValid(bytes, 8, length));
    if (length > 0) {
      assertEquals(false, Utf8.isValid(bytes, 8, length + 1));
      assertEquals(false, Utf8.isValid(bytes, 7, length + 1));
    }
  }
}
