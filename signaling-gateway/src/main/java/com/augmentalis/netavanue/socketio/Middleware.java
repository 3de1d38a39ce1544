package com.augmentalis.netavanue.socketio;

import io.vertx.core.Future;

/** Decides whether a socket may connect to a namespace, and may prepare it. */
@FunctionalInterface
public interface Middleware {

  /**
   * Looks at a socket that asks to connect. Nothing may be emitted to it yet.
   *
   * @param socket the socket, not yet connected
   * @return completes to let it in; fails to refuse it, see {@link ConnectRefusedException}
   */
  Future<Void> handle(SocketIoSocket socket);
}
