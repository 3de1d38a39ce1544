package com.augmentalis.netavanue.codec.socketio;

/**
 * Input that is not a Socket.IO 5 packet or is beyond the limits; the protocol says to close such a
 * connection. Without a stack trace: it describes data, not a place in the program.
 */
public final class SocketIoDecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Describes what is wrong.
   *
   * @param message one sentence
   */
  public SocketIoDecodeException(String message) {
    super(message, null, false, false);
  }
}
