package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.engineio.CloseReason;

/** The reasons that disconnect handlers get, by the names that the field uses. */
public final class DisconnectReason {

  /** The client left the namespace. */
  public static final String CLIENT_NAMESPACE_DISCONNECT = "client namespace disconnect";

  /** The application called {@link SocketIoSocket#disconnect(boolean)}. */
  public static final String SERVER_NAMESPACE_DISCONNECT = "server namespace disconnect";

  /** The server is being closed. */
  public static final String SERVER_SHUTTING_DOWN = CloseReason.SERVER_SHUTTING_DOWN;

  /** The connection was lost or closed by the client. */
  public static final String TRANSPORT_CLOSE = CloseReason.TRANSPORT_CLOSE;

  /** The connection failed. */
  public static final String TRANSPORT_ERROR = CloseReason.TRANSPORT_ERROR;

  /** The client did not answer a ping in time. */
  public static final String PING_TIMEOUT = CloseReason.PING_TIMEOUT;

  /** The client sent what is no packet. */
  public static final String PARSE_ERROR = CloseReason.PARSE_ERROR;

  /** The connection was closed by the server. */
  public static final String FORCED_CLOSE = CloseReason.FORCED_CLOSE;

  /** The client did not read fast enough. */
  public static final String SLOW_CONSUMER = CloseReason.SLOW_CONSUMER;

  private DisconnectReason() {}
}
