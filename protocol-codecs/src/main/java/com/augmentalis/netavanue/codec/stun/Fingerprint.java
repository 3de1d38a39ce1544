package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** FINGERPRINT: CRC-32 over all that precedes it, XORed (RFC 8489 section 14.7). */
public final class Fingerprint {

  /** The attribute's type. */
  public static final int TYPE = 0x8028;

  private static final int LENGTH = 4;
  private static final int XOR = 0x5354554E;

  static final int TOTAL_LENGTH = StunAttribute.HEADER_LENGTH + LENGTH;

  private Fingerprint() {}

  /** Whether the message has the attribute, right or wrong. */
  public static boolean isIn(StunMessage message) {
    return message.find(TYPE) != null;
  }

  /** Whether the message has the attribute and it is right. */
  public static boolean verify(StunMessage message) {
    StunAttribute attribute = message.find(TYPE);
    if (attribute == null || attribute.value().length() != LENGTH) {
      return false;
    }
    // It is the last attribute, so the length in the header is the one that was hashed.
    ByteSlice encoded = message.encoded();
    ByteSlice covered =
        ByteSlice.of(encoded.array(), encoded.offset(), message.positionOf(attribute));
    return over(covered).value().equals(attribute.value());
  }

  /** The attribute for a message so far, whose header already counts the attribute. */
  static StunAttribute over(ByteSlice message) {
    CRC32 crc = new CRC32();
    crc.update(message.array(), message.offset(), message.length());
    byte[] value = ByteBuffer.allocate(LENGTH).putInt((int) crc.getValue() ^ XOR).array();
    return new StunAttribute(TYPE, ByteSlice.of(value));
  }
}
