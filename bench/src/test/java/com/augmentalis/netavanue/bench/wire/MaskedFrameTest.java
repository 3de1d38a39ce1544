package com.augmentalis.netavanue.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedFrameTest {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  /** Decodes by the letter of RFC 6455 section 5.3, and checks the header on the way. */
  private static String decode(ByteBuf frame) {
    assertEquals(0x81, frame.readUnsignedByte(), "FIN and text");
    int second = frame.readUnsignedByte();
    assertTrue(second >= 128, "mask bit");
    int length = second - 128;
    if (length == 126) {
      length = frame.readUnsignedShort();
      assertTrue(length >= 126, "the shortest form of the length");
    }
    byte[] key = new byte[4];
    frame.readBytes(key);
    byte[] payload = new byte[length];
    frame.readBytes(payload);
    assertEquals(0, frame.readableBytes(), "nothing behind the payload");
    for (int i = 0; i < length; i++) {
      payload[i] ^= key[i % 4];
    }
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static String decodeBorrowed(MaskedFrame frame) {
    ByteBuf borrowed = frame.borrow();
    try {
      return decode(borrowed);
    } finally {
      borrowed.release();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 125, 126, 127, 1_500, 65_535})
  void encodesEveryLengthForm(int length) {
    String text = "abcdefg".repeat(length / 7 + 1).substring(0, length);
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, text);
    assertEquals(text, decodeBorrowed(frame));
    frame.release();
  }

  @Test
  void masksWithAKeyThatIsNotZero() {
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, "\0\0\0\0");
    ByteBuf borrowed = frame.borrow();
    for (int i = 2; i < 10; i++) {
      assertTrue(borrowed.getByte(i) != 0, "byte " + i);
    }
    borrowed.release();
    frame.release();
  }

  @Test
  void refusesWhatNeedsTheLongestForm() {
    String text = "x".repeat(65_536);
    assertThrows(IllegalArgumentException.class, () -> MaskedFrame.text(ALLOCATOR, text));
  }

  @Test
  void countsUpInPlace() {
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, "421008[\"x\",0998]");
    for (int i = 0; i < 3; i++) {
      frame.increment(2, 4);
      frame.increment(11, 4);
    }
    assertEquals("421011[\"x\",1001]", decodeBorrowed(frame));
    frame.putDigits(2, 4, 37);
    assertEquals("420037[\"x\",1001]", decodeBorrowed(frame));
    frame.release();
  }

  @Test
  void ninesBecomeZeros() {
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, "a999b");
    frame.increment(1, 3);
    assertEquals("a000b", decodeBorrowed(frame));
    frame.release();
  }

  @Test
  void aCopyKeepsItsContent() {
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, "1");
    ByteBuf copy = frame.copy(ALLOCATOR);
    frame.increment(0, 1);
    assertEquals("1", decode(copy));
    assertEquals("2", decodeBorrowed(frame));
    copy.release();
    frame.release();
  }

  @Test
  void borrowingDoesNotGiveUpTheBuffer() {
    MaskedFrame frame = MaskedFrame.text(ALLOCATOR, "x");
    frame.borrow().release();
    ByteBuf borrowed = frame.borrow();
    assertEquals(2, borrowed.refCnt());
    borrowed.release();
    frame.release();
    assertEquals(0, borrowed.refCnt());
  }
}
