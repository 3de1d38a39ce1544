package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.contract.turn.IssueTurnCredentials;
import com.augmentalis.netavanue.contract.turn.TurnCredentials;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the requests that concern a session. */
final class SessionRequests {

  private static final Logger LOG = LoggerFactory.getLogger(SessionRequests.class);

  private static final int MAX_TOKEN = 4_096;

  private final DeviceBinder binder;
  private final BusClient bus;
  private final SessionViews views;
  private final SessionEventDelivery events;
  private final Departures departures;

  SessionRequests(
      DeviceBinder binder,
      BusClient bus,
      SessionViews views,
      SessionEventDelivery events,
      Departures departures) {
    this.binder = binder;
    this.bus = bus;
    this.views = views;
    this.events = events;
    this.departures = departures;
  }

  Future<Reply> create(DeviceSocket socket, MessageReader message) {
    Arrival arrival = readArrival(message);
    String token = licenseToken(message);
    SessionType type = message.constant("sessionType", SessionType.class);
    Topology topology =
        message.optionalLowerCaseConstant("topology", Topology.class, Topology.STAR);
    return enter(
        socket,
        admit(socket, arrival)
            .compose(host -> bus.request(new CreateSession(host, token, type, topology))),
        WireMessages::sessionCreated);
  }

  Future<Reply> join(DeviceSocket socket, MessageReader message) {
    Arrival arrival = readArrival(message);
    String inviteCode = message.string("inviteCode", MessageReader.MAX_ID);
    return enter(
        socket,
        admit(socket, arrival).compose(guest -> bus.request(new JoinSession(inviteCode, guest))),
        WireMessages::sessionJoined);
  }

  Future<Reply> leave(DeviceSocket socket, MessageReader message) {
    String sessionId = message.string("sessionId", MessageReader.MAX_ID);
    String fingerprint = message.fingerprint("fingerprint");
    return binder
        .bind(socket, fingerprint)
        .compose(bound -> bus.request(new LeaveSession(sessionId, fingerprint)))
        .map(
            left -> {
              events.leave(socket, sessionId);
              return Reply.of(WireMessages.sessionLeft(sessionId));
            });
  }

  Future<Reply> updateCapabilities(DeviceSocket socket, MessageReader message) {
    String sessionId = message.string("sessionId", MessageReader.MAX_ID);
    String fingerprint = message.fingerprint("fingerprint");
    Capabilities capabilities = CapabilityReader.read(message);
    return binder
        .bind(socket, fingerprint)
        .compose(bound -> bus.request(new ScoreCapabilities(fingerprint, capabilities)))
        .compose(score -> bus.request(new UpdateScore(sessionId, fingerprint, score)))
        .map(update -> Reply.of(WireMessages.capabilityUpdated(update)));
  }

  Future<Reply> requestTurn(DeviceSocket socket, MessageReader message) {
    String sessionId = message.string("sessionId", MessageReader.MAX_ID);
    String fingerprint = message.fingerprint("fingerprint");
    return binder
        .bind(socket, fingerprint)
        .compose(
            bound -> {
              SessionView view = views.get(sessionId);
              if (view == null || !socket.isIn(view)) {
                return Future.failedFuture(
                    new ServiceException(
                        FailureCode.NOT_IN_SESSION, "You are not in session " + sessionId));
              }
              return bus.request(
                  new IssueTurnCredentials(sessionId, fingerprint, view.tier(), true));
            })
        .map(credentials -> Reply.of(WireMessages.turnCredentials(credentials)));
  }

  /** What CREATE_SESSION and JOIN_SESSION say of the device, read before anything is done. */
  private record Arrival(
      String fingerprint,
      String publicKey,
      String deviceName,
      Platform platform,
      DeviceType deviceType,
      Capabilities capabilities) {}

  /** Makes the reply of a session that was entered, out of its state. */
  @FunctionalInterface
  private interface EnteredReply {
    JsonSlice of(SessionState state, Member self, Optional<TurnCredentials> credentials);
  }

  private static Arrival readArrival(MessageReader message) {
    return new Arrival(
        message.fingerprint("fingerprint"),
        message.optionalString("publicKey", DeviceRequests.MAX_KEY),
        message.optionalString("deviceName", DeviceRequests.MAX_NAME),
        message.optionalConstant("platform", Platform.class, null),
        message.optionalConstant("deviceType", DeviceType.class, DeviceType.PHONE),
        CapabilityReader.read(message));
  }

  private static String licenseToken(MessageReader message) {
    String token = message.optionalString("licenseToken", MAX_TOKEN);
    if (token == null) {
      throw message.invalid("licenseToken", "is required");
    }
    if (token.isBlank()) {
      throw new ServiceException(
          FailureCode.LICENSE_REQUIRED, "licenseToken is empty: a host needs a licence");
    }
    return token;
  }

  /** Makes sure that the socket speaks for the device, and scores it. */
  private Future<JoiningDevice> admit(DeviceSocket socket, Arrival arrival) {
    return identify(socket, arrival)
        .compose(
            bound ->
                bus.request(new ScoreCapabilities(arrival.fingerprint(), arrival.capabilities())))
        .map(
            (CapabilityScore score) ->
                new JoiningDevice(socket.device(), socket.location(), score));
  }

  private Future<Void> identify(DeviceSocket socket, Arrival arrival) {
    boolean introducesItself =
        !socket.isBound() && arrival.publicKey() != null && arrival.platform() != null;
    if (!introducesItself) {
      return binder.bind(socket, arrival.fingerprint());
    }
    String name = arrival.deviceName();
    return binder.register(
        socket,
        new DeviceBinder.Claim(
            arrival.fingerprint(),
            arrival.publicKey(),
            name == null || name.isEmpty() ? arrival.platform().name() : name,
            arrival.platform(),
            arrival.deviceType()));
  }

  /**
   * Finishes a create or join. From the moment that the service decides, events of the session may
   * come, even before its reply; the views keep them until the socket is in.
   */
  private Future<Reply> enter(
      DeviceSocket socket, Future<SessionState> decision, EnteredReply reply) {
    views.joinStarted();
    return decision
        .compose(
            state ->
                credentials(state, socket.fingerprint())
                    .map(
                        credentials ->
                            new Reply(
                                reply.of(state, self(state, socket), credentials),
                                () -> afterEntering(socket, state))))
        .onFailure(refused -> views.joinEnded());
  }

  private void afterEntering(DeviceSocket socket, SessionState state) {
    if (socket.isGone()) {
      // It went before its seat was known here, so that nobody else gives the seat up.
      departures.vacate(socket, state.sessionId());
    } else {
      events.enter(socket, state);
    }
    views.joinEnded();
  }

  private static Member self(SessionState state, DeviceSocket socket) {
    for (Member member : state.members()) {
      if (member.fingerprint().equals(socket.fingerprint())) {
        return member;
      }
    }
    throw new IllegalStateException("The joined session does not hold the one who joined");
  }

  /** Without credentials peers may still meet directly, so that a failure here refuses nothing. */
  private Future<Optional<TurnCredentials>> credentials(SessionState state, String fingerprint) {
    LicenseTier tier = state.tier();
    return bus.request(new IssueTurnCredentials(state.sessionId(), fingerprint, tier, false))
        .map(Optional::of)
        .recover(
            failure -> {
              LOG.warn("No TURN credentials in session {}", state.sessionId(), failure);
              return Future.succeededFuture(Optional.empty());
            });
  }
}
