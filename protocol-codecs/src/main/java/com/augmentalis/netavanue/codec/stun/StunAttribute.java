package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;

/**
 * An attribute as it stands in a message (RFC 8489 section 14).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         Type                  |            Length             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Value (variable)                ....
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param type the attribute's type, 16 bits
 * @param value the value without padding
 */
public record StunAttribute(int type, ByteSlice value) {

  static final int HEADER_LENGTH = 4;

  /** Checks the bounds of the format. */
  public StunAttribute {
    if (type < 0 || type > 0xFFFF) {
      throw new IllegalArgumentException("attribute type must have 16 bits: " + type);
    }
    if (value.length() > 0xFFFF) {
      throw new IllegalArgumentException("attribute value is too long: " + value.length());
    }
  }

  /**
   * Whether a receiver that does not know the type must not go on: "types between 0x0000 and 0x7FFF
   * are comprehension-required".
   */
  public boolean isComprehensionRequired() {
    return type < 0x8000;
  }

  /** The length of a value with its padding: "aligned on a 32-bit boundary". */
  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
