package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.gateway.CloseSocket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The bound sockets of this instance, by device. Lives on one event loop.
 *
 * <p>A service's wish to close a socket can overtake the answer to the socket's own binding. While
 * bindings are under way, such wishes are kept.
 */
final class SocketRegistry {

  private static final int EARLY_CLOSES = 256;

  private final Map<String, DeviceSocket> sockets = new HashMap<>();
  private final ArrayDeque<CloseSocket> earlyCloses = new ArrayDeque<>(1);
  private int bindingsUnderWay;

  /** Tells that a binding was asked for; {@link #bindingEnded} must follow. */
  void bindingStarted() {
    bindingsUnderWay++;
  }

  /** Tells that a binding was answered and acted upon. */
  void bindingEnded() {
    bindingsUnderWay--;
    if (bindingsUnderWay == 0) {
      earlyCloses.clear();
    }
  }

  /** Keeps the wish to close a socket that is not here, or not yet. */
  void keepEarly(CloseSocket close) {
    if (bindingsUnderWay > 0) {
      if (earlyCloses.size() == EARLY_CLOSES) {
        earlyCloses.poll();
      }
      earlyCloses.add(close);
    }
  }

  /** The wish to close a socket that came before it was bound, or null. */
  CloseSocket earlyClose(DeviceSocket socket) {
    for (CloseSocket close : earlyCloses) {
      if (close.epoch() == socket.location().epoch()
          && close.fingerprint().equals(socket.fingerprint())) {
        return close;
      }
    }
    return null;
  }

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
