package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.HubReason;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionEventDeliveryTest {

  private static final String ID = "5e551011";

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final SessionViews views = new SessionViews();
  private final SessionEventDelivery delivery =
      new SessionEventDelivery(vertx, new BusClient(vertx.eventBus()), views);
  private final RecordingSocket host = new RecordingSocket("host");
  private final RecordingSocket guest = new RecordingSocket("guest");

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void onLoop(Runnable step) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        unused -> {
          step.run();
          done.complete();
        });
    await(done.future());
  }

  private static Member member(String fingerprint) {
    return new Member(
        fingerprint,
        fingerprint,
        Platform.WEB,
        DeviceType.DESKTOP,
        ParticipantRole.GUEST,
        1,
        false,
        true,
        new SocketLocation("here", "socket-" + fingerprint, 1));
  }

  private static SessionState state(long version, String... members) {
    return new SessionState(
        ID,
        version,
        "host",
        "host",
        SessionType.CALL,
        Topology.STAR,
        LicenseTier.PRO,
        "AVNE-2222-3333",
        0,
        1,
        10,
        Arrays.stream(members).map(SessionEventDeliveryTest::member).toList());
  }

  private static SessionEvent joined(long version, String fingerprint) {
    return new SessionEvent.ParticipantJoined(ID, version, 0, member(fingerprint));
  }

  private static SessionEvent left(long version, String fingerprint) {
    return new SessionEvent.ParticipantLeft(ID, version, 0, fingerprint, LeaveReason.LEFT);
  }

  private static SessionEvent elected(long version) {
    return new SessionEvent.HubElected(ID, version, 0, "guest", HubReason.CAPABILITY_CHANGE, 9);
  }

  private static SessionEvents batch(SessionEvent... events) {
    return new SessionEvents(ID, List.of(events));
  }

  @Test
  void eachSocketGetsTheEventsAfterItsOwnAck() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.accept(batch(joined(3, "guest"), elected(4)));
          delivery.enter(guest.device, state(4, "host", "guest"));
          delivery.accept(batch(joined(5, "third")));
        });
    assertEquals(List.of(3L, 4L, 5L), host.versions());
    assertEquals(List.of(5L), guest.versions());
  }

  @Test
  void aReplyThatWasOvertakenIsCaughtUpWith() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.accept(batch(joined(3, "guest"), elected(4), joined(5, "third")));
          delivery.enter(guest.device, state(3, "host", "guest"));
        });
    assertEquals(List.of(4L, 5L), guest.versions());
  }

  @Test
  void eventsThatOvertakeTheFirstReplyAreKept() {
    onLoop(
        () -> {
          views.joinStarted();
          delivery.accept(batch(joined(3, "guest")));
          delivery.accept(batch(elected(4)));
          delivery.enter(host.device, state(2, "host"));
          views.joinEnded();
        });
    assertEquals(List.of("PARTICIPANT_JOINED", "HUB_ELECTED"), host.types());
  }

  @Test
  void aReplyThatOvertakesEventsLetsTheSocketRelayAtOnce() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.enter(guest.device, state(4, "host", "guest"));
        });
    assertNotNull(views.get(ID).seat("guest"));
    onLoop(() -> delivery.accept(batch(joined(3, "guest"), elected(4))));
    assertEquals(List.of(3L, 4L), host.versions());
    assertEquals(List.of(), guest.versions());
  }

  @Test
  void missedEventsAreAskedFor() {
    Promise<Long> asked = Promise.promise();
    await(
        new RequestDispatcher(Addresses.SESSION)
            .on(
                FetchEvents.class,
                request -> {
                  asked.complete(request.afterVersion());
                  return Future.succeededFuture(batch(joined(3, "guest"), elected(4)));
                })
            .register(vertx.eventBus()));
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.accept(batch(joined(5, "third")));
        });
    assertEquals(2L, await(asked.future()));
    awaitVersions(List.of(3L, 4L, 5L));
  }

  @Test
  void missedEventsAreAskedForAgainWhenTheServiceWasOut() {
    AtomicInteger asked = new AtomicInteger();
    await(
        new RequestDispatcher(Addresses.SESSION)
            .on(
                FetchEvents.class,
                request ->
                    asked.getAndIncrement() == 0
                        ? Future.failedFuture(
                            new ServiceException(FailureCode.UNAVAILABLE, "The store is down"))
                        : Future.succeededFuture(batch(joined(3, "guest"), elected(4))))
            .register(vertx.eventBus()));
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.accept(batch(joined(5, "third")));
        });
    awaitVersions(List.of(3L, 4L, 5L));
    assertEquals(2, asked.get());
  }

  @Test
  void whatTheLogNoLongerHoldsIsSkipped() {
    await(
        new RequestDispatcher(Addresses.SESSION)
            .on(FetchEvents.class, request -> Future.succeededFuture(batch()))
            .on(FetchSession.class, request -> Future.succeededFuture(state(4, "host", "guest")))
            .register(vertx.eventBus()));
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          delivery.accept(batch(joined(5, "third")));
        });
    awaitVersions(List.of(5L));
    assertNotNull(views.get(ID).seat("guest"));
  }

  private void awaitVersions(List<Long> expected) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      boolean[] there = {false};
      onLoop(() -> there[0] = host.versions().equals(expected));
      if (there[0]) {
        return;
      }
      Thread.onSpinWait();
    }
    assertEquals(expected, host.versions());
  }

  @Test
  void whoLeftIsToldNothingMore() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(3, "host", "guest"));
          delivery.enter(guest.device, state(3, "host", "guest"));
          delivery.accept(batch(left(4, "guest"), joined(5, "third")));
        });
    assertEquals(List.of("PARTICIPANT_LEFT", "PARTICIPANT_JOINED"), host.types());
    assertEquals(List.of(), guest.types());
    assertTrue(guest.device.sessions().isEmpty());
  }

  @Test
  void aLateEventOfAnEarlierStayDoesNotEndTheNewOne() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(3, "host", "guest"));
          delivery.enter(guest.device, state(3, "host", "guest"));
          delivery.enter(guest.device, state(5, "host", "guest"));
          delivery.accept(batch(left(4, "guest"), joined(5, "guest"), joined(6, "third")));
        });
    assertEquals(List.of(6L), guest.versions());
    assertEquals(1, guest.device.sessions().size());
  }

  @Test
  void theEndIsToldToAllEvenToTheHostThatLeft() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(3, "host", "guest"));
          delivery.enter(guest.device, state(3, "host", "guest"));
          delivery.accept(
              batch(left(4, "host"), new SessionEvent.SessionEnded(ID, 5, 0, EndReason.HOST_LEFT)));
        });
    assertEquals(List.of("SESSION_ENDED"), host.types());
    assertEquals(List.of("PARTICIPANT_LEFT", "SESSION_ENDED"), guest.types());
    assertNull(views.get(ID));
  }

  @Test
  void theEndIsToldToWhoseJoinWasDecidedBeforeIt() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(2, "host"));
          views.joinStarted();
          delivery.accept(
              batch(
                  joined(3, "guest"),
                  left(4, "host"),
                  new SessionEvent.SessionEnded(ID, 5, 0, EndReason.HOST_LEFT)));
          delivery.enter(guest.device, state(3, "host", "guest"));
          views.joinEnded();
        });
    assertEquals(List.of("PARTICIPANT_LEFT", "SESSION_ENDED"), guest.types());
    assertEquals(0, views.size());
    assertTrue(guest.device.sessions().isEmpty());
  }

  @Test
  void aRoleIsToldToItsOwnerAndToAllOnlyWhenItIsTheHubs() {
    onLoop(
        () -> {
          delivery.enter(host.device, state(3, "host", "guest"));
          delivery.enter(guest.device, state(3, "host", "guest"));
          delivery.accept(
              batch(
                  new SessionEvent.RoleChanged(
                      ID, 4, 0, "guest", ParticipantRole.GUEST, ParticipantRole.SPOKE),
                  new SessionEvent.RoleChanged(
                      ID, 5, 0, "guest", ParticipantRole.SPOKE, ParticipantRole.HUB)));
        });
    assertEquals(List.of(5L), host.versions());
    assertEquals(List.of(4L, 5L), guest.versions());
  }
}
