package com.augmentalis.netavanue.gateway;

import java.util.HashMap;
import java.util.Map;

/** The bound sockets of this instance, by device. Lives on one event loop. */
final class SocketRegistry {

  private final Map<String, DeviceSocket> sockets = new HashMap<>();

  /**
   * Adds a socket, unless a newer one of the same device is here.
   *
   * @return the older of two sockets of the device, which is replaced: the one that was here, or
   *     the given one; null when there is but one
   */
  DeviceSocket add(DeviceSocket socket) {
    DeviceSocket other = sockets.putIfAbsent(socket.fingerprint(), socket);
    if (other == null || other == socket) {
      return null;
    }
    if (other.location().epoch() > socket.location().epoch()) {
      return socket;
    }
    sockets.put(socket.fingerprint(), socket);
    return other;
  }

  /** Removes a socket, unless a newer one of the same device took its place. */
  void remove(DeviceSocket socket) {
    sockets.remove(socket.fingerprint(), socket);
  }

  /** The device's socket, if it is here and has this epoch; else null. */
  DeviceSocket get(String fingerprint, long epoch) {
    DeviceSocket socket = sockets.get(fingerprint);
    return socket != null && socket.location().epoch() == epoch ? socket : null;
  }
}
