package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.gateway.RelayFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

/**
 * Hands relayed messages to this instance's sockets. A socket of a client that acknowledges
 * deliveries has got one when it says so; for others it is delivered when it is written.
 */
final class RelayInbox {

  private final Context context;
  private final SocketRegistry sockets;
  private final long ackTimeoutMs;

  /**
   * @param context the context of the instance's sockets
   */
  RelayInbox(Context context, SocketRegistry sockets, long ackTimeoutMs) {
    this.context = context;
    this.sockets = sockets;
    this.ackTimeoutMs = ackTimeoutMs;
  }

  /**
   * Delivers from the event loop of another instance.
   *
   * @return completes on the context of the caller, whose sockets belong to its own event loop
   */
  Future<Void> hop(RelayFrame frame, JsonSource push) {
    Promise<Void> promise = ContextInternal.current().promise();
    context.runOnContext(unused -> deliver(frame, push).onComplete(promise));
    return promise.future();
  }

  /** Delivers on this instance's own event loop. */
  Future<Void> deliver(RelayFrame frame, JsonSource push) {
    DeviceSocket socket = sockets.get(frame.toFingerprint(), frame.epoch());
    return socket == null ? Future.failedFuture(absent()) : deliver(socket, push);
  }

  /** Delivers to a socket of this instance, on its own event loop. */
  Future<Void> deliver(DeviceSocket socket, JsonSource push) {
    if (socket.isGone()) {
      return Future.failedFuture(absent());
    }
    if (socket.acksDeliveries()) {
      return socket
          .socket()
          .emitJsonWithAck(ackTimeoutMs, "message", push)
          .<Void>mapEmpty()
          .recover(noAck -> Future.failedFuture(absent()));
    }
    socket.socket().emitJson("message", push);
    return Future.succeededFuture();
  }

  private static ServiceException absent() {
    return new ServiceException(FailureCode.UNAVAILABLE, "The peer cannot be reached now");
  }
}
