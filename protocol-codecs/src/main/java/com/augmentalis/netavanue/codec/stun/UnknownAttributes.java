package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * UNKNOWN-ATTRIBUTES: the types that a server did not know, in a response with error 420 (RFC 8489
 * section 14.13).
 */
public final class UnknownAttributes {

  /** The attribute's type. */
  public static final int TYPE = 0x000A;

  private UnknownAttributes() {}

  /** Makes the attribute. */
  public static StunAttribute of(List<Integer> types) {
    ByteBuffer value = ByteBuffer.allocate(2 * types.size());
    for (int type : types) {
      value.putShort((short) type);
    }
    return new StunAttribute(TYPE, ByteSlice.of(value.array()));
  }

  /**
   * Reads the attribute of a message.
   *
   * @return the types, or null if the message has no such attribute
   * @throws StunDecodeException if the value is malformed
   */
  public static List<Integer> read(StunMessage message) throws StunDecodeException {
    StunAttribute attribute = message.find(TYPE);
    if (attribute == null) {
      return null;
    }
    ByteSlice value = attribute.value();
    if (value.length() % 2 != 0) {
      throw new StunDecodeException("UNKNOWN-ATTRIBUTES of odd length");
    }
    List<Integer> types = new ArrayList<>(value.length() / 2);
    for (int i = 0; i < value.length(); i += 2) {
      types.add(BigEndian.uint16(value, i));
    }
    return types;
  }
}
