package com.augmentalis.netavanue.gateway;

import java.util.HashMap;
import java.util.Map;

/** The bound sockets of this instance, by device. Lives on one event loop. */
final class SocketRegistry {

  private final Map<String, DeviceSocket> sockets = new HashMap<>();

  void add(DeviceSocket socket) {
    sockets.put(socket.fingerprint(), socket);
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
