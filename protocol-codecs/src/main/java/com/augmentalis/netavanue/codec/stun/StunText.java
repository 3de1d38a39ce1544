package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.Utf8;

/** What the attributes whose value is UTF-8 text have in common. */
final class StunText {

  /** 127 characters, as RFC 8489 counts them in bytes. */
  static final int MAX_BYTES = 763;

  private StunText() {}

  static StunAttribute encode(int type, String text, int maxBytes) {
    ByteSlice value = ByteSlice.utf8(text);
    if (value.length() > maxBytes) {
      throw new IllegalArgumentException("text is longer than " + maxBytes + " bytes");
    }
    return new StunAttribute(type, value);
  }

  static String read(StunMessage message, int type, int maxBytes) throws StunDecodeException {
    StunAttribute attribute = message.find(type);
    if (attribute == null) {
      return null;
    }
    ByteSlice value = attribute.value();
    if (value.length() > maxBytes) {
      throw new StunDecodeException("text attribute longer than " + maxBytes + " bytes");
    }
    if (!Utf8.isValid(value.array(), value.offset(), value.length())) {
      throw new StunDecodeException("text attribute with invalid UTF-8");
    }
    return value.text();
  }
}
