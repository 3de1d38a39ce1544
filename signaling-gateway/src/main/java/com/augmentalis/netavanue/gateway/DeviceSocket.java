package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * A socket of the namespace and the device that it speaks for, once it is known. Lives on the event
 * loop of its socket.
 */
final class DeviceSocket {

  private final SocketIoSocket socket;
  private final RequestLane lane;
  private final TokenBucket relays;
  private final TokenBucket requests;
  private final boolean acksDeliveries;
  private BoundDevice bound;
  private Set<String> sessions = Set.of();
  private boolean gone;

  /**
   * @param acksDeliveries whether the client acknowledges what is relayed to it
   */
  DeviceSocket(SocketIoSocket socket, GatewayLimits limits, boolean acksDeliveries, long nowNanos) {
    this.socket = socket;
    this.acksDeliveries = acksDeliveries;
    this.lane = new RequestLane(limits.waitingRequests());
    this.relays = new TokenBucket(limits.relaysPerSecond(), limits.relayBurst(), nowNanos);
    this.requests = new TokenBucket(limits.requestsPerSecond(), limits.requestBurst(), nowNanos);
  }

  SocketIoSocket socket() {
    return socket;
  }

  RequestLane lane() {
    return lane;
  }

  TokenBucket relays() {
    return relays;
  }

  TokenBucket requests() {
    return requests;
  }

  boolean acksDeliveries() {
    return acksDeliveries;
  }

  boolean isBound() {
    return bound != null;
  }

  void bind(BoundDevice device) {
    bound = device;
  }

  Device device() {
    return bound.device();
  }

  SocketLocation location() {
    return bound.location();
  }

  String fingerprint() {
    return bound.device().fingerprint();
  }

  /** The sessions that this socket takes part in. */
  Set<String> sessions() {
    return Set.copyOf(sessions);
  }

  void enter(String sessionId) {
    if (sessions.isEmpty()) {
      sessions = new HashSet<>(4);
    }
    sessions.add(sessionId);
  }

  void leave(String sessionId) {
    if (sessions.contains(sessionId)) {
      sessions.remove(sessionId);
    }
  }

  /** Whether the socket has disconnected; what completes after that must not act for it. */
  boolean isGone() {
    return gone;
  }

  void markGone() {
    gone = true;
    lane.clear();
  }
}
