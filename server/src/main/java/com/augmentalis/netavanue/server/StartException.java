package com.augmentalis.netavanue.server;

/**
 * The process cannot start or go on, for a reason that an operator can mend. The message is one
 * line for that operator.
 */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one with a line that says what is wrong and what would help. */
  public StartException(String message) {
    super(message);
  }

  /**
   * Creates one with a line that says what is wrong and what would help, and the cause for the log.
   */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
