package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.device.BindDevice;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.RegisterDevice;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import com.augmentalis.netavanue.contract.turn.IssueTurnCredentials;
import com.augmentalis.netavanue.contract.turn.TurnCredentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Services on the bus that answer well, when the test lets them: every device is registered, every
 * invite code leads to one session.
 */
final class FakeServices {

  static final String SESSION_ID = "5e551011";

  final BlockingQueue<UnbindDevice> unbound = new LinkedBlockingQueue<>();
  final BlockingQueue<DisconnectMember> disconnected = new LinkedBlockingQueue<>();
  final BlockingQueue<Promise<Void>> binds = new LinkedBlockingQueue<>();
  final BlockingQueue<Promise<Void>> joins = new LinkedBlockingQueue<>();
  final BlockingQueue<Promise<Void>> scorings = new LinkedBlockingQueue<>();

  private final Map<String, SocketLocation> directory = new ConcurrentHashMap<>();
  private final AtomicLong epochs = new AtomicLong();

  /** Which answers wait for the test, which finds a promise in the queue of that name. */
  record Held(boolean binds, boolean scorings, boolean joins) {
    static final Held NOTHING = new Held(false, false, false);
  }

  private final Held held;

  FakeServices(Held held) {
    this.held = held;
  }

  Future<?> register(Vertx vertx) {
    RequestDispatcher devices =
        new RequestDispatcher(Addresses.DEVICE)
            .on(BindDevice.class, r -> bind(r.fingerprint(), r.instance(), r.socketId()))
            .on(RegisterDevice.class, r -> bind(r.fingerprint(), r.instance(), r.socketId()))
            .on(ScoreCapabilities.class, r -> answer(held.scorings(), scorings, score()))
            .on(UnbindDevice.class, r -> noted(unbound, r));
    RequestDispatcher sessions =
        new RequestDispatcher(Addresses.SESSION)
            .on(JoinSession.class, r -> answer(held.joins(), joins, state(r.guest())))
            .on(DisconnectMember.class, r -> noted(disconnected, r));
    RequestDispatcher turn =
        new RequestDispatcher(Addresses.TURN)
            .on(
                IssueTurnCredentials.class,
                r -> Future.succeededFuture(new TurnCredentials("", "", List.of(), 1)));
    return Future.join(
        devices.register(vertx.eventBus()),
        sessions.register(vertx.eventBus()),
        turn.register(vertx.eventBus()));
  }

  /** Where a device is bound, whether it was told or not. */
  SocketLocation location(String fingerprint) {
    return directory.get(fingerprint);
  }

  private static <T> Future<T> answer(boolean waits, BlockingQueue<Promise<Void>> gates, T reply) {
    Promise<Void> gate = Promise.promise();
    if (!waits) {
      gate.complete();
    }
    gates.add(gate);
    return gate.future().map(reply);
  }

  private static <T> Future<Done> noted(BlockingQueue<T> queue, T request) {
    queue.add(request);
    return Future.succeededFuture(Done.DONE);
  }

  private Future<BoundDevice> bind(String fingerprint, String instance, String socketId) {
    SocketLocation location = new SocketLocation(instance, socketId, epochs.incrementAndGet());
    SocketLocation previous = directory.put(fingerprint, location);
    Device device = new Device("id", null, fingerprint, "name", Platform.WEB, DeviceType.DESKTOP);
    return answer(held.binds(), binds, new BoundDevice(device, location, previous));
  }

  private static CapabilityScore score() {
    return new CapabilityScore(1, false);
  }

  private static SessionState state(JoiningDevice guest) {
    String fingerprint = guest.device().fingerprint();
    Member member =
        new Member(
            fingerprint,
            "name",
            Platform.WEB,
            DeviceType.DESKTOP,
            ParticipantRole.GUEST,
            1,
            false,
            true,
            guest.location());
    return new SessionState(
        SESSION_ID,
        1,
        fingerprint,
        fingerprint,
        SessionType.CALL,
        Topology.STAR,
        LicenseTier.PRO,
        "AVNE-2222-3333",
        0,
        1,
        10,
        List.of(member));
  }
}
