package com.augmentalis.netavanue.engineio;

/** The errors that a handshake or a request is refused with, in the order of their codes. */
public enum EngineIoError {
  /** The query parameter {@code transport} names no transport that the server offers. */
  UNKNOWN_TRANSPORT("Transport unknown", 400),
  /** The query parameter {@code sid} names no open session. */
  UNKNOWN_SID("Session ID unknown", 400),
  /** A handshake that is no GET request. */
  BAD_HANDSHAKE_METHOD("Bad handshake method", 400),
  /** Parameters that do not fit together. */
  BAD_REQUEST("Bad request", 400),
  /** The origin is not allowed, or the server takes no more sessions. */
  FORBIDDEN("Forbidden", 403),
  /** The query parameter {@code EIO} is not 4. */
  UNSUPPORTED_PROTOCOL_VERSION("Unsupported protocol version", 400);

  private final String message;
  private final int status;

  EngineIoError(String message, int status) {
    this.message = message;
    this.status = status;
  }

  /**
   * The text that the client sees.
   *
   * @return the message
   */
  public String message() {
    return message;
  }

  /**
   * The HTTP status.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * The body of the response.
   *
   * @return a JSON object with code and message
   */
  public String toJson() {
    return "{\"code\":" + ordinal() + ",\"message\":\"" + message + "\"}";
  }
}
