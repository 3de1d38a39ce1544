package com.augmentalis.netavanue.codec.stun;

/** SOFTWARE: what the sender runs, for diagnosis only (RFC 8489 section 14.14). */
public final class Software {

  /** The attribute's type. */
  public static final int TYPE = 0x8022;

  private Software() {}

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
