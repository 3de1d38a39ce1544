package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** MESSAGE-INTEGRITY: HMAC-SHA1 over all that precedes it (RFC 8489 section 14.5). */
public final class MessageIntegrity {

  /** The attribute's type. */
  public static final int TYPE = 0x0008;

  /** The type of MESSAGE-INTEGRITY-SHA256 (section 14.6), which ends a message likewise. */
  static final int SHA256_TYPE = 0x001C;

  private static final int HASH_LENGTH = 20;

  static final int TOTAL_LENGTH = StunAttribute.HEADER_LENGTH + HASH_LENGTH;

  private MessageIntegrity() {}

  /** Whether the message has the attribute, right or wrong. */
  public static boolean isIn(StunMessage message) {
    return message.find(TYPE) != null;
  }

  /**
   * Whether the message has the attribute and it was made with this key. Takes the same time for
   * every wrong value.
   */
  public static boolean verify(StunMessage message, byte[] key) {
    StunAttribute attribute = message.find(TYPE);
    if (attribute == null || attribute.value().length() != HASH_LENGTH) {
      return false;
    }
    int position = message.positionOf(attribute);
    byte[] covered = Arrays.copyOf(message.encoded().copy(), position);
    // The hash was taken with a header that counts up to the end of this attribute, not further.
    int length = position + TOTAL_LENGTH - StunMessage.HEADER_LENGTH;
    covered[2] = (byte) (length >> 8);
    covered[3] = (byte) length;
    return MessageDigest.isEqual(
        over(ByteSlice.of(covered), key).value().copy(), attribute.value().copy());
  }

  /** The attribute for a message so far, whose header already counts the attribute. */
  static StunAttribute over(ByteSlice message, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      mac.update(message.array(), message.offset(), message.length());
      return new StunAttribute(TYPE, ByteSlice.of(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
