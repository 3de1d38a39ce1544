package com.augmentalis.netavanue.engineio;

/** The errors that a handshake or a request is refused with, in the order of their codes. */
public enum EngineIoError {
  /** The query parameter {@code transport} names no transport that the server offers. */
  UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
  /** The query parameter {@code sid} names no open session. */
  UNKNOWN_SID(1, "Session ID unknown", 400),
  /** A handshake that is no GET request. */
  BAD_HANDSHAKE_METHOD(2, "Bad handshake method", 400),
  /** Parameters that do not fit together. */
  BAD_REQUEST(3, "Bad request", 400),
  /** The origin is not allowed, or the server takes no more sessions. */
  FORBIDDEN(4, "Forbidden", 403),
  /** The query parameter {@code EIO} is not 4. */
  UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version", 400);

  private final int code;
  private final String message;
  private final int status;

  EngineIoError(int code, String message, int status) {
    this.code = code;
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
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
