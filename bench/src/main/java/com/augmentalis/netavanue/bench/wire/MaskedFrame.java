package com.augmentalis.netavanue.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * A client text frame (RFC 6455 section 5.2), masked once and then changed in place.
 *
 * <p>The mask key is fixed and not zero: some servers skip the unmasking of a zero key, which would
 * make the same load cheaper for them than for others. Decimal fields of fixed width can be counted
 * up without touching the rest.
 *
 * <p>Not thread-safe: it belongs to one connection and its event loop.
 */
public final class MaskedFrame {
  private static final int FIN_TEXT = 0x81;
  private static final int MASK_BIT = 0x80;
  private static final int MASK_KEY = 0x5A3C_96E1;
  private static final int MAX_SHORT_LENGTH = 125;
  private static final int MAX_MEDIUM_LENGTH = 65_535;

  private final ByteBuf buffer;
  private final int payloadStart;

  private MaskedFrame(ByteBuf buffer, int payloadStart) {
    this.buffer = buffer;
    this.payloadStart = payloadStart;
  }

  /**
   * Encodes one complete text frame.
   *
   * @param allocator gives the buffer, which the frame owns until {@link #release()}
   * @param text the payload, written as UTF-8
   * @throws IllegalArgumentException when the payload is longer than 65,535 bytes
   */
  public static MaskedFrame text(ByteBufAllocator allocator, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length > MAX_MEDIUM_LENGTH) {
      throw new IllegalArgumentException(
          "payload of " + payload.length + " bytes is longer than " + MAX_MEDIUM_LENGTH);
    }
    ByteBuf buffer = allocator.directBuffer(payload.length + 8);
    buffer.writeByte(FIN_TEXT);
    if (payload.length <= MAX_SHORT_LENGTH) {
      buffer.writeByte(MASK_BIT | payload.length);
    } else {
      buffer.writeByte(MASK_BIT | 126).writeShort(payload.length);
    }
    buffer.writeInt(MASK_KEY);
    int start = buffer.writerIndex();
    for (int i = 0; i < payload.length; i++) {
      buffer.writeByte(payload[i] ^ maskByte(i));
    }
    return new MaskedFrame(buffer, start);
  }

  /**
   * A close frame (RFC 6455 section 5.5.1) with status 1000, masked. The caller owns the buffer.
   */
  public static ByteBuf close(ByteBufAllocator allocator) {
    ByteBuf buffer = allocator.directBuffer(8);
    buffer.writeByte(0x88).writeByte(MASK_BIT | 2).writeInt(MASK_KEY);
    return buffer.writeByte((1000 >>> 8) ^ maskByte(0)).writeByte((1000 & 0xFF) ^ maskByte(1));
  }

  private static int maskByte(int payloadOffset) {
    return (MASK_KEY >>> (24 - 8 * (payloadOffset & 3))) & 0xFF;
  }

  /**
   * Writes a number in decimal over {@code width} bytes of the payload.
   *
   * @param payloadOffset first byte, counted from the start of the payload
   * @param width number of digits; the value is taken modulo 10^width
   */
  public void putDigits(int payloadOffset, int width, long value) {
    long rest = value;
    for (int i = payloadOffset + width - 1; i >= payloadOffset; i--) {
      buffer.setByte(payloadStart + i, (int) ('0' + rest % 10) ^ maskByte(i));
      rest /= 10;
    }
  }

  /**
   * Adds one to a decimal field; touches only the digits that change. A field of nines becomes
   * zeros.
   */
  public void increment(int payloadOffset, int width) {
    for (int i = payloadOffset + width - 1; i >= payloadOffset; i--) {
      int digit = (buffer.getByte(payloadStart + i) & 0xFF) ^ maskByte(i);
      if (digit != '9') {
        buffer.setByte(payloadStart + i, (digit + 1) ^ maskByte(i));
        return;
      }
      buffer.setByte(payloadStart + i, '0' ^ maskByte(i));
    }
  }

  /**
   * The frame's own buffer, retained and rewound for one write.
   *
   * <p>No copy is made, so the frame may be changed or taken again only when the peer has answered
   * what was sent.
   */
  public ByteBuf borrow() {
    return buffer.readerIndex(0).retain();
  }

  /**
   * A copy for a write that may still be under way when the frame changes again. The caller owns
   * it.
   */
  public ByteBuf copy(ByteBufAllocator allocator) {
    int length = buffer.writerIndex();
    return allocator.directBuffer(length).writeBytes(buffer, 0, length);
  }

  /** Gives up the frame's own reference. */
  public void release() {
    buffer.release();
  }
}
