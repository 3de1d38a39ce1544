package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * ERROR-CODE: why a request failed (RFC 8489 section 14.8).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           Reserved, should be 0         |Class|     Number    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      Reason Phrase (variable)                                ..
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param code from 300 to 699
 * @param reason a phrase for people, at most 763 bytes long
 */
public record ErrorCode(int code, String reason) {

  /** The attribute's type. */
  public static final int TYPE = 0x0009;

  /** A request that is malformed. */
  public static final ErrorCode BAD_REQUEST = new ErrorCode(400, "Bad Request");

  /** A request with a comprehension-required attribute that the server does not know. */
  public static final ErrorCode UNKNOWN_ATTRIBUTE = new ErrorCode(420, "Unknown Attribute");

  /** "The Class represents the hundreds digit of the error code", from 3 to 6. */
  public ErrorCode {
    if (code < 300 || code > 699) {
      throw new IllegalArgumentException("error code must be from 300 to 699: " + code);
    }
    if (reason.getBytes(StandardCharsets.UTF_8).length > StunText.MAX_BYTES) {
      throw new IllegalArgumentException("reason is too long");
    }
  }

  /** The attribute as it stands in a message. */
  public StunAttribute toAttribute() {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] value = new byte[4 + text.length];
    value[2] = (byte) (code / 100);
    value[3] = (byte) (code % 100);
    System.arraycopy(text, 0, value, 4, text.length);
    return new StunAttribute(TYPE, ByteSlice.of(value));
  }

  /**
   * Reads the attribute of a message.
   *
   * @return the error, or null if the message has no such attribute
   * @throws StunDecodeException if the value is malformed
   */
  public static ErrorCode read(StunMessage message) throws StunDecodeException {
    StunAttribute attribute = message.find(TYPE);
    if (attribute == null) {
      return null;
    }
    ByteSlice value = attribute.value();
    if (value.length() < 4 || value.length() > 4 + StunText.MAX_BYTES) {
      throw new StunDecodeException("ERROR-CODE of a wrong length");
    }
    int hundreds = value.byteAt(2) & 0b111;
    int number = value.byteAt(3) & 0xFF;
    if (hundreds < 3 || hundreds > 6 || number > 99) {
      throw new StunDecodeException("ERROR-CODE out of range");
    }
    int start = value.offset() + 4;
    if (!Utf8.isValid(value.array(), start, value.length() - 4)) {
      throw new StunDecodeException("ERROR-CODE with invalid UTF-8");
    }
    return new ErrorCode(
        100 * hundreds + number, ByteSlice.of(value.array(), start, value.length() - 4).text());
  }
}
