package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.device.BindDevice;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.RegisterDevice;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import com.augmentalis.netavanue.contract.gateway.CloseSocket;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which device a socket speaks for. Once bound, a socket speaks for that device only. The
 * newest socket of a device replaces the one before it, which is told why.
 */
final class DeviceBinder {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceBinder.class);

  private static final String REPLACED = "The device has connected again elsewhere";

  private final String instanceId;
  private final BusClient bus;
  private final SocketRegistry sockets;

  DeviceBinder(String instanceId, BusClient bus, SocketRegistry sockets) {
    this.instanceId = instanceId;
    this.bus = bus;
    this.sockets = sockets;
  }

  /** What a device says of itself when it registers. */
  record Claim(
      String fingerprint,
      String publicKey,
      String deviceName,
      Platform platform,
      DeviceType deviceType) {}

  /**
   * Makes sure that a socket speaks for a device, which must be registered.
   *
   * @return fails with {@code NOT_AUTHENTICATED} when the socket speaks for another, {@code
   *     DEVICE_NOT_REGISTERED} when there is no such device
   */
  Future<Void> bind(DeviceSocket socket, String fingerprint) {
    if (socket.isBound()) {
      return requireOwn(socket, fingerprint);
    }
    return taken(socket, new BindDevice(fingerprint, instanceId, socket.socket().id()));
  }

  /** Registers a device, or updates its names, and binds the socket to it. */
  Future<Void> register(DeviceSocket socket, Claim claim) {
    if (socket.isBound() && !socket.fingerprint().equals(claim.fingerprint())) {
      return Future.failedFuture(notYours());
    }
    RegisterDevice request =
        new RegisterDevice(
            claim.fingerprint(),
            claim.publicKey(),
            claim.deviceName(),
            claim.platform(),
            claim.deviceType(),
            instanceId,
            socket.socket().id());
    return taken(socket, request);
  }

  private Future<Void> taken(DeviceSocket socket, BusRequest<BoundDevice> request) {
    sockets.bindingStarted();
    return bus.request(request)
        .compose(bound -> take(socket, bound))
        .onComplete(done -> sockets.bindingEnded());
  }

  /** Checks that a message speaks for the socket's own device. */
  static Future<Void> requireOwn(DeviceSocket socket, String fingerprint) {
    return socket.fingerprint().equals(fingerprint)
        ? Future.succeededFuture()
        : Future.failedFuture(notYours());
  }

  static ServiceException notYours() {
    return new ServiceException(
        FailureCode.NOT_AUTHENTICATED, "This connection speaks for another device");
  }

  /** Takes a socket that has gone out of the directory. */
  Future<Void> release(DeviceSocket socket) {
    sockets.remove(socket);
    return bus.request(new UnbindDevice(socket.fingerprint(), socket.location().epoch()))
        .mapEmpty();
  }

  private Future<Void> take(DeviceSocket socket, BoundDevice bound) {
    socket.bind(bound);
    if (socket.isGone()) {
      // Whatever it asked for must not be done for a socket that nobody will part with again.
      return release(socket).transform(released -> Future.failedFuture(gone()));
    }
    CloseSocket close = sockets.earlyClose(socket);
    if (close != null) {
      socket.dismiss(close.code(), close.message());
      return Future.failedFuture(new ServiceException(close.code(), close.message()));
    }
    DeviceSocket replaced = sockets.add(socket);
    if (replaced != null) {
      replaced.dismiss(FailureCode.DEVICE_REPLACED, REPLACED);
    }
    if (replaced == socket) {
      return Future.failedFuture(new ServiceException(FailureCode.DEVICE_REPLACED, REPLACED));
    }
    SocketLocation previous = bound.previous();
    if (previous != null && !previous.instance().equals(instanceId)) {
      closeReplaced(bound, previous);
    }
    return Future.succeededFuture();
  }

  private static ServiceException gone() {
    return new ServiceException(FailureCode.UNAVAILABLE, "The connection has ended");
  }

  private void closeReplaced(BoundDevice bound, SocketLocation previous) {
    CloseSocket close =
        new CloseSocket(
            bound.device().fingerprint(), previous.epoch(), FailureCode.DEVICE_REPLACED, REPLACED);
    // The old socket's instance may be gone with it: the epoch keeps it harmless either way.
    bus.request(Addresses.gateway(previous.instance()), close)
        .onFailure(gone -> LOG.debug("Replaced socket not closed: {}", gone.getMessage()));
  }
}
