package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.gateway.RelayFrame;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Relays SDP_OFFER, SDP_ANSWER and ICE_CANDIDATE. This is the hot path: it asks no store, and a
 * message is looked through once and forwarded as the bytes that came, with {@code type} and {@code
 * messageId} put in front.
 */
final class RelayRequests {

  private static final Reply DELIVERED = Reply.of(WireMessages.RELAYED_DELIVERED);
  private static final Future<Reply> DELIVERED_NOW = Future.succeededFuture(DELIVERED);

  /** What a relayed push says in its own right; a sender's fields of these names are left out. */
  private static final String[] OURS = {"type", "messageId", "version"};

  private final String instanceId;
  private final DeviceBinder binder;
  private final BusClient bus;
  private final LocalDirectory neighbours;
  private final RelayInbox ownInbox;
  private final int remoteLimit;
  private int remoteInFlight;
  private long relayed;

  RelayRequests(
      String instanceId,
      DeviceBinder binder,
      BusClient bus,
      LocalDirectory neighbours,
      RelayInbox ownInbox,
      int remoteLimit) {
    this.instanceId = instanceId;
    this.binder = binder;
    this.bus = bus;
    this.neighbours = neighbours;
    this.ownInbox = ownInbox;
    this.remoteLimit = remoteLimit;
  }

  /** The handler of SDP_OFFER or SDP_ANSWER. */
  RequestHandler description(String event) {
    byte[] label = RelayLabel.head(event, instanceId);
    return (socket, message) -> {
      message.requireText("sdp");
      return relay(label, socket, message);
    };
  }

  /** The handler of ICE_CANDIDATE. An empty candidate says that there are no more. */
  RequestHandler candidate(String event) {
    byte[] label = RelayLabel.head(event, instanceId);
    return (socket, message) -> {
      if (message.absent("candidate")) {
        throw message.invalid("candidate", "is required");
      }
      message.optionalText("candidate");
      message.optionalText("sdpMid");
      message.optionalText("usernameFragment");
      if (!message.absent("sdpMLineIndex")) {
        checkLineIndex(message);
      }
      return relay(label, socket, message);
    };
  }

  private static void checkLineIndex(MessageReader message) {
    int index = message.integer("sdpMLineIndex");
    if (index < 0 || index > 65_535) {
      throw message.invalid("sdpMLineIndex", "must be 0 to 65535");
    }
  }

  private Future<Reply> relay(byte[] label, DeviceSocket socket, MessageReader message) {
    message.requireId("sessionId");
    message.requireFingerprint("toFingerprint");
    if (socket.isBound()
        && message.members().stringEquals("fromFingerprint", socket.fingerprint())) {
      return forward(label, socket, message.members());
    }
    return binder
        .bind(socket, message.fingerprint("fromFingerprint"))
        .compose(bound -> forward(label, socket, message.members()));
  }

  private Future<Reply> forward(byte[] label, DeviceSocket socket, ObjectMembers message) {
    SessionView view = socket.sessionNamed(message, "sessionId");
    if (view == null) {
      return refuse(FailureCode.NOT_IN_SESSION, "You are not in this session");
    }
    SessionView.Seat seat = view.seatNamed(message, "toFingerprint");
    if (seat == null) {
      return refuse(FailureCode.PEER_NOT_IN_SESSION, "toFingerprint is not in the session");
    }
    if (!seat.connected()) {
      return refuse(FailureCode.UNAVAILABLE, "The peer is away");
    }
    JsonSource push = message.spliced(RelayLabel.of(label, relayed++), OURS);
    Future<?> delivery = deliver(view, seat, push);
    // Nearly always at once: no completion handler, no new reply.
    return delivery.succeeded() ? DELIVERED_NOW : delivery.map(DELIVERED);
  }

  private Future<?> deliver(SessionView view, SessionView.Seat seat, JsonSource push) {
    SessionView.LocalMember local = view.local(seat.fingerprint());
    if (local != null && local.socket().location().equals(seat.location())) {
      return ownInbox.deliver(local.socket(), push);
    }
    String instance = seat.location().instance();
    RelayFrame frame = new RelayFrame(seat.fingerprint(), seat.location().epoch());
    if (instance.equals(instanceId)) {
      return ownInbox.deliver(frame, push);
    }
    RelayInbox neighbour = neighbours.get(instance);
    if (neighbour != null) {
      return neighbour.hop(frame, push);
    }
    if (remoteInFlight >= remoteLimit) {
      return refuse(FailureCode.UNAVAILABLE, "Too many relays are under way");
    }
    remoteInFlight++;
    return bus.requestBytes(
            Addresses.gateway(instance),
            RelayFrame.ACTION,
            frame.toHeaders(),
            Buffer.buffer(push.bytes().copy()))
        .onComplete(done -> remoteInFlight--);
  }

  private static <T> Future<T> refuse(FailureCode code, String message) {
    return Future.failedFuture(new ServiceException(code, message));
  }
}
