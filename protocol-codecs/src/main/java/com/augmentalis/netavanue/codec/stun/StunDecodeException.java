package com.augmentalis.netavanue.codec.stun;

/**
 * Bytes that are not a STUN message, or an attribute whose value is malformed. Without a stack
 * trace: it describes data, not a place in the program.
 */
public final class StunDecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message one sentence
   */
  public StunDecodeException(String message) {
    super(message, null, false, false);
  }
}
