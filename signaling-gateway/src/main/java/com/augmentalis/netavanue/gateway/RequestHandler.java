package com.augmentalis.netavanue.gateway;

import io.vertx.core.Future;

/** Serves one kind of request. */
@FunctionalInterface
interface RequestHandler {

  /**
   * Serves a request.
   *
   * @param socket the socket that sent it
   * @param message its fields
   * @return the answer; fails with a {@link com.augmentalis.netavanue.contract.ServiceException},
   *     which may also be thrown
   */
  Future<Reply> handle(DeviceSocket socket, MessageReader message);
}
