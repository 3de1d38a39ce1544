package com.augmentalis.netavanue.socketio;

/** An acknowledgement that will not come. */
public final class AckException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why no acknowledgement comes. */
  public enum Reason {
    /** The client did not answer in time. */
    TIMEOUT,
    /** The socket disconnected before the answer. */
    DISCONNECTED,
    /** As many acks are outstanding as the options allow; the event was not sent. */
    TOO_MANY_OUTSTANDING
  }

  private final Reason reason;

  /**
   * Creates one.
   *
   * @param reason the reason
   */
  public AckException(Reason reason) {
    super("no acknowledgement: " + reason, null, false, false);
    this.reason = reason;
  }

  /**
   * Why no acknowledgement comes.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
