package com.augmentalis.netavanue.codec.engineio;

/**
 * Input that is not an Engine.IO 4 packet or payload, or is beyond the limits. Without a stack
 * trace: it describes data, not a place in the program.
 */
public final class EngineIoDecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message one sentence
   */
  public EngineIoDecodeException(String message) {
    super(message, null, false, false);
  }
}
