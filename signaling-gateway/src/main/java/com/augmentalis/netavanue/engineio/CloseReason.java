package com.augmentalis.netavanue.engineio;

/** The reasons that a session's close handler gets, by the names that the field uses. */
public final class CloseReason {

  /** The client closed the session, or its connection was lost. */
  public static final String TRANSPORT_CLOSE = "transport close";

  /** The connection or a request failed. */
  public static final String TRANSPORT_ERROR = "transport error";

  /** The client did not answer a ping in time. */
  public static final String PING_TIMEOUT = "ping timeout";

  /** The client sent what is no packet, or a packet that it may not send. */
  public static final String PARSE_ERROR = "parse error";

  /** The application closed the session. */
  public static final String FORCED_CLOSE = "forced close";

  /** The server is being closed. */
  public static final String SERVER_SHUTTING_DOWN = "server shutting down";

  /** The client did not read fast enough: its outbound queue reached its bound. */
  public static final String SLOW_CONSUMER = "slow consumer";

  private CloseReason() {}
}
