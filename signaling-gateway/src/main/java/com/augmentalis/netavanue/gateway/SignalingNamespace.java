package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonKind;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.gateway.CloseSocket;
import com.augmentalis.netavanue.socketio.ConnectRefusedException;
import com.augmentalis.netavanue.socketio.Namespace;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The life of a socket in {@code /signaling}: it connects, perhaps naming its device, sends
 * requests and goes.
 */
final class SignalingNamespace {

  /** The namespace's name. */
  static final String NAME = "/signaling";

  private final GatewayLimits limits;
  private final LongSupplier nanoTime;
  private final DeviceBinder binder;
  private final SocketRegistry sockets;
  private final RequestRouter router;
  private final Departures departures;

  SignalingNamespace(
      GatewayLimits limits,
      LongSupplier nanoTime,
      DeviceBinder binder,
      SocketRegistry sockets,
      RequestRouter router,
      Departures departures) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.binder = binder;
    this.sockets = sockets;
    this.router = router;
    this.departures = departures;
  }

  /** Puts the namespace into service. */
  void serve(Namespace namespace) {
    namespace
        .use(this::admit)
        .onAny(event -> router.handle(event.socket().data(DeviceSocket.class), event));
  }

  /**
   * Binds a socket that names a registered device. An unknown one is let in unbound, for it may
   * register now; so is everyone while the registry cannot be asked.
   */
  private Future<Void> admit(SocketIoSocket socket) {
    Optional<ObjectMembers> auth =
        socket
            .handshake()
            .auth()
            .filter(slice -> slice.kind() == JsonKind.OBJECT)
            .map(ObjectMembers::of);
    boolean acks = auth.filter(a -> a.kind("deliveryAcks") == JsonKind.TRUE).isPresent();
    DeviceSocket device = new DeviceSocket(socket, limits, acks, nanoTime.getAsLong());
    socket.setData(device);
    // It may go while it is being admitted, and be bound by then.
    socket.disconnectHandler(reason -> departures.departed(device));
    String fingerprint = auth.map(a -> a.string("fingerprint")).orElse(null);
    if (!MessageReader.isFingerprint(fingerprint)) {
      return Future.succeededFuture();
    }
    return binder
        .bind(device, fingerprint)
        .recover(
            failure ->
                failure instanceof ServiceException refused && refusesConnect(refused.code())
                    ? Future.failedFuture(refusal(refused))
                    : Future.succeededFuture());
  }

  private static boolean refusesConnect(FailureCode code) {
    return code == FailureCode.DEVICE_BLOCKED || code == FailureCode.DEVICE_REPLACED;
  }

  private static ConnectRefusedException refusal(ServiceException refused) {
    return new ConnectRefusedException(
        refused.code().name(),
        new JsonObject()
            .put("type", "ERROR")
            .put("code", refused.code().name())
            .put("message", refused.getMessage()));
  }

  /** Parts with a socket on behalf of a service, telling it why. */
  Future<Void> close(CloseSocket request) {
    DeviceSocket device = sockets.get(request.fingerprint(), request.epoch());
    if (device == null) {
      sockets.keepEarly(request);
    } else {
      device.dismiss(request.code(), request.message());
    }
    return Future.succeededFuture();
  }
}
