package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.engineio.EngineIoListener;

/**
 * Observes a server for metrics. All methods are called on the server's event loop, on hot paths,
 * and do nothing by default.
 */
public interface SocketIoListener extends EngineIoListener {

  /** An observer of nothing. */
  SocketIoListener NONE = new SocketIoListener() {};

  /**
   * A socket connected to a namespace.
   *
   * @param namespace the namespace
   * @param recovered whether its state was recovered
   */
  default void socketConnected(String namespace, boolean recovered) {}

  /**
   * A socket disconnected from a namespace.
   *
   * @param namespace the namespace
   * @param reason the reason
   */
  default void socketDisconnected(String namespace, String reason) {}

  /**
   * A CONNECT was refused.
   *
   * @param namespace the namespace asked for
   */
  default void connectRefused(String namespace) {}

  /**
   * An event came from a client.
   *
   * @param namespace the namespace
   */
  default void eventReceived(String namespace) {}

  /** An event was emitted to one client. */
  default void eventSent() {}

  /** A volatile event was dropped. */
  default void volatileDropped() {}

  /** An expected ack did not come in time. */
  default void ackTimedOut() {}

  /** A handler of the application threw. */
  default void handlerFailed() {}
}
