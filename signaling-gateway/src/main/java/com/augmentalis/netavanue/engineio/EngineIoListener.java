package com.augmentalis.netavanue.engineio;

/**
 * Observes a server for metrics. All methods are called on the server's event loop, on hot paths,
 * and do nothing by default.
 */
public interface EngineIoListener {

  /** An observer of nothing. */
  EngineIoListener NONE = new EngineIoListener() {};

  /**
   * A session opened.
   *
   * @param transport the transport of its handshake
   */
  default void sessionOpened(Transport transport) {}

  /** A session moved from polling to WebSocket. */
  default void sessionUpgraded() {}

  /**
   * A session closed.
   *
   * @param reason the reason, see {@link CloseReason}
   */
  default void sessionClosed(String reason) {}

  /**
   * A request was refused.
   *
   * @param error the error that it was answered by
   */
  default void requestRefused(EngineIoError error) {}

  /**
   * A packet came from a client.
   *
   * @param bytes the size of its payload
   */
  default void packetReceived(int bytes) {}

  /**
   * A packet was handed to a transport.
   *
   * @param bytes the size of its payload
   */
  default void packetSent(int bytes) {}

  /** A client sent an unmasked WebSocket frame, and the options accept that. */
  default void unmaskedFrame() {}

  /** A client was closed because its outbound queue reached its bound. */
  default void slowConsumer() {}
}
