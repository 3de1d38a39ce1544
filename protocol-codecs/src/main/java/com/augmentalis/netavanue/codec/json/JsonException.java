package com.augmentalis.netavanue.codec.json;

/**
 * Text that is not JSON, JSON beyond the {@link JsonLimits}, or a value that cannot be written as
 * JSON. Without a stack trace: it describes data, not a place in the program.
 */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message one sentence
   */
  public JsonException(String message) {
    super(message, null, false, false);
  }
}
