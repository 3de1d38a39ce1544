package com.augmentalis.netavanue.codec.stun;

/** NONCE of long-term credentials (RFC 8489 section 14.10). */
public final class Nonce {

  /** The attribute's type. */
  public static final int TYPE = 0x0015;

  private Nonce() {}

  /** Makes the attribute. */
  public static StunAttribute of(String text) {
    return StunText.encode(TYPE, text, StunText.MAX_BYTES);
  }

  /**
   * Reads the attribute of a message.
   *
   * @return the text, or null if the message has no such attribute
   * @throws StunDecodeException if the value is malformed
   */
  public static String read(StunMessage message) throws StunDecodeException {
    return StunText.read(message, TYPE, StunText.MAX_BYTES);
  }
}
