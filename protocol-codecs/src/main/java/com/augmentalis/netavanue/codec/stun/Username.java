package com.augmentalis.netavanue.codec.stun;

/** USERNAME: fewer than 509 bytes (RFC 8489 section 14.3). */
public final class Username {

  /** The attribute's type. */
  public static final int TYPE = 0x0006;

  private Username() {}

  /** Makes the attribute. */
  public static StunAttribute of(String text) {
    return StunText.encode(TYPE, text, 508);
  }

  /**
   * Reads the attribute of a message.
   *
   * @return the text, or null if the message has no such attribute
   * @throws StunDecodeException if the value is malformed
   */
  public static String read(StunMessage message) throws StunDecodeException {
    return StunText.read(message, TYPE, 508);
  }
}
