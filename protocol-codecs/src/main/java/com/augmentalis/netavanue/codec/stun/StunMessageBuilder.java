package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Writes a STUN message (RFC 8489 section 6): attributes, then integrity, then fingerprint. Used
 * once, by one thread.
 */
public final class StunMessageBuilder {

  private static final int MAX_LENGTH = 0xFFFC;

  private final ByteBuf out = Unpooled.buffer(128);
  private boolean sealed;
  private boolean ended;

  private StunMessageBuilder(StunClass messageClass, int method, TransactionId id) {
    if (method < 0 || method > 0xFFF) {
      throw new IllegalArgumentException("method must have 12 bits: " + method);
    }
    out.writeShort(StunMessage.type(messageClass, method)).writeShort(0);
    out.writeInt(StunMessage.MAGIC_COOKIE).writeInt(id.high()).writeLong(id.low());
  }

  /** Starts a message. */
  public static StunMessageBuilder of(StunClass messageClass, int method, TransactionId id) {
    return new StunMessageBuilder(messageClass, method, id);
  }

  /** Appends an attribute. */
  public StunMessageBuilder add(StunAttribute attribute) {
    if (sealed || ended) {
      throw new IllegalStateException("nothing but FINGERPRINT may follow the integrity");
    }
    append(attribute);
    return this;
  }

  /**
   * Appends MESSAGE-INTEGRITY.
   *
   * @param key see {@link StunKeys}
   */
  public StunMessageBuilder integrity(byte[] key) {
    if (sealed || ended) {
      throw new IllegalStateException("the message has its integrity or fingerprint already");
    }
    sealed = true;
    // The length in the header covers the attribute itself before the hash is taken (14.5).
    setLength(out.writerIndex() + MessageIntegrity.TOTAL_LENGTH);
    append(MessageIntegrity.over(bytes(), key));
    return this;
  }

  /** Appends FINGERPRINT. */
  public StunMessageBuilder fingerprint() {
    if (ended) {
      throw new IllegalStateException("the message has its fingerprint already");
    }
    ended = true;
    // The length in the header covers the attribute itself before the CRC is taken (14.7).
    setLength(out.writerIndex() + Fingerprint.TOTAL_LENGTH);
    append(Fingerprint.over(bytes()));
    return this;
  }

  /** The finished message. */
  public ByteSlice build() {
    setLength(out.writerIndex());
    return bytes();
  }

  private void append(StunAttribute attribute) {
    int length = attribute.value().length();
    int padding = StunAttribute.padded(length) - length;
    if (out.writerIndex() + StunAttribute.HEADER_LENGTH + length + padding > MAX_LENGTH) {
      throw new IllegalArgumentException("message is too long");
    }
    out.writeShort(attribute.type()).writeShort(length);
    attribute.value().writeTo(out);
    // "The padding bits MUST be set to zero on sending."
    out.writeZero(padding);
  }

  private void setLength(int end) {
    out.setShort(2, end - StunMessage.HEADER_LENGTH);
  }

  private ByteSlice bytes() {
    return ByteSlice.of(ByteBufUtil.getBytes(out));
  }
}
