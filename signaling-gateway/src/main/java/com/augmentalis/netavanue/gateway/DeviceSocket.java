package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import java.util.ArrayList;
import java.util.List;

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
  private List<SessionView> sessions = List.of();
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
  List<SessionView> sessions() {
    return List.copyOf(sessions);
  }

  /**
   * The session that a field of a message names, if this socket takes part in it; else null. A
   * device is in few sessions, so that looking at each beats decoding the field for a map.
   */
  SessionView sessionNamed(ObjectMembers message, String field) {
    for (int i = 0; i < sessions.size(); i++) {
      SessionView view = sessions.get(i);
      if (message.stringEquals(field, view.sessionId())) {
        return view;
      }
    }
    return null;
  }

  /** Whether this socket takes part in a session. */
  boolean isIn(SessionView view) {
    return sessions.contains(view);
  }

  void enter(SessionView view) {
    if (sessions.isEmpty()) {
      sessions = new ArrayList<>(1);
    }
    if (!sessions.contains(view)) {
      sessions.add(view);
    }
  }

  void leave(SessionView view) {
    if (sessions.contains(view)) {
      sessions.remove(view);
    }
  }

  /** Ends the socket, telling the client why; it does not come back by itself. */
  void dismiss(FailureCode code, String why) {
    socket.emitJson("message", WireMessages.error(code, why, null, 0));
    socket.disconnect(false);
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
