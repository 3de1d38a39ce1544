package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.session.SessionTestBed.newSocket;
import static com.augmentalis.netavanue.session.SessionTestBed.on;
import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.TierLimits;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.HubReason;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every request, what it answers, whom it tells and how it is refused. */
class SessionRequestsTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private SessionTestBed bed;
  private GatewayRecorder east;
  private GatewayRecorder west;
  private JoiningDevice host;
  private JoiningDevice guest;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options()).deploy();
    east = bed.gateway("east");
    west = bed.gateway("west");
    host = bed.device("east", 500);
    guest = bed.device("west", 300);
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @Test
  void createAnswersTheStateAfterItsOwnEvents() {
    SessionState state = await(bed.create(host, LicenseTier.PRO));
    assertEquals(2, state.version());
    assertEquals(fingerprint(host), state.hostFingerprint());
    assertEquals(fingerprint(host), state.hubFingerprint());
    assertEquals(SessionType.CALL, state.sessionType());
    assertEquals(Topology.STAR, state.topology());
    assertEquals(LicenseTier.PRO, state.tier());
    assertTrue(state.inviteCode().matches("AVNE-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"));
    assertEquals(bed.clock.millis(), state.createdAt());
    assertEquals(Duration.ofHours(24).toMillis(), state.expiresAt() - state.createdAt());
    assertEquals(10, state.maxPeers());
    assertEquals(
        List.of(
            new Member(
                fingerprint(host),
                "a device",
                host.device().platform(),
                host.device().deviceType(),
                ParticipantRole.HOST,
                500,
                true,
                true,
                host.location())),
        state.members());
    long now = bed.clock.millis();
    assertEquals(
        List.of(
            new SessionEvent.SessionCreated(
                state.sessionId(), 1, now, fingerprint(host), SessionType.CALL),
            new SessionEvent.HubElected(
                state.sessionId(), 2, now, fingerprint(host), HubReason.INITIAL, 500)),
        east.next(2));
  }

  @Test
  void limitsAreTheTiers() {
    SessionState free = await(bed.create(host, LicenseTier.FREE));
    assertEquals(2, free.maxPeers());
    assertEquals(Duration.ofMinutes(40).toMillis(), free.expiresAt() - free.createdAt());
    SessionState enterprise = await(bed.create(host, LicenseTier.ENTERPRISE));
    assertNull(enterprise.maxPeers());
  }

  @Test
  void joinTellsBothGateways() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    east.next(2);
    SessionState joined = await(bed.join(created, guest));
    assertEquals(3, joined.version());
    assertEquals(2, joined.members().size());
    Member member = joined.members().get(1);
    assertEquals(fingerprint(guest), member.fingerprint());
    assertEquals(ParticipantRole.GUEST, member.role());
    assertEquals(guest.location(), member.location());
    assertFalse(member.isLicensed());
    SessionEvent expected =
        new SessionEvent.ParticipantJoined(created.sessionId(), 3, bed.clock.millis(), member);
    assertEquals(List.of(expected), east.next(1));
    assertEquals(List.of(expected), west.next(1));
  }

  @Test
  void aStrongerGuestBecomesTheHub() {
    SessionState created = await(bed.create(host, LicenseTier.PRO));
    JoiningDevice strong = bed.device("west", 900);
    SessionState joined = await(bed.join(created, strong));
    assertEquals(fingerprint(strong), joined.hubFingerprint());
    assertEquals(ParticipantRole.HUB, joined.members().get(1).role());
    SessionEvent.ParticipantJoined entered = west.next(SessionEvent.ParticipantJoined.class);
    assertEquals(ParticipantRole.GUEST, entered.participant().role());
    SessionEvent.HubElected elected = west.next(SessionEvent.HubElected.class);
    assertEquals(HubReason.CAPABILITY_CHANGE, elected.reason());
    assertEquals(900, elected.score());
    SessionEvent.RoleChanged role = west.next(SessionEvent.RoleChanged.class);
    assertEquals(fingerprint(strong), role.fingerprint());
    assertEquals(ParticipantRole.GUEST, role.oldRole());
    assertEquals(ParticipantRole.HUB, role.newRole());
    assertEquals(role.version(), joined.version());
  }

  @Test
  void aCodeIsReadInAnyCaseAndWithoutDashes() {
    SessionState created = await(bed.create(host, LicenseTier.PRO));
    String compact = created.inviteCode().replace("-", "").toLowerCase(java.util.Locale.ROOT);
    assertEquals(created.sessionId(), bed.call(new JoinSession(compact, guest)).sessionId());
  }

  @Test
  void joiningTwiceIsOneParticipantAndOneEvent() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    SessionState first = await(bed.join(created, guest));
    SessionState second = await(bed.join(created, guest));
    assertEquals(first, second);
  }

  @Test
  void joiningOnANewSocketMovesTheMember() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    west.next(1);
    JoiningDevice moved = on(guest, newSocket("east"));
    SessionState state = await(bed.join(created, moved));
    assertEquals(moved.location(), state.members().get(1).location());
    SessionEvent.PeerMoved event = west.next(SessionEvent.PeerMoved.class);
    assertEquals(moved.location(), event.location());
    assertRefused(FailureCode.DEVICE_REPLACED, bed.join(created, guest));
  }

  @Test
  void disconnectBeginsAGraceAndJoinEndsIt() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    west.next(1);
    bed.call(
        new DisconnectMember(created.sessionId(), fingerprint(guest), guest.location().epoch()));
    SessionEvent.PeerDisconnected gone = west.next(SessionEvent.PeerDisconnected.class);
    assertEquals(30, gone.graceSeconds());
    assertFalse(bed.call(new FetchSession(created.sessionId())).members().get(1).connected());
    JoiningDevice back = on(guest, newSocket("west"));
    SessionState state = await(bed.join(created, back));
    assertTrue(state.members().get(1).connected());
    SessionEvent.PeerReconnected returned = west.next(SessionEvent.PeerReconnected.class);
    assertEquals(back.location(), returned.location());
    assertEquals(gone.version() + 1, returned.version());
  }

  @Test
  void aDisconnectOfAnotherEpochIsPassedOver() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    for (long epoch : new long[] {host.location().epoch() - 1, host.location().epoch() + 1, 0}) {
      bed.call(new DisconnectMember(created.sessionId(), fingerprint(host), epoch));
    }
    bed.call(new DisconnectMember(created.sessionId(), fingerprint(guest), 1));
    bed.call(new DisconnectMember(UUID.randomUUID().toString(), fingerprint(guest), 1));
    assertEquals(created, bed.call(new FetchSession(created.sessionId())));
  }

  @Test
  void leavingTellsThoseWhoRemainAndTheLeaversGateway() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    west.next(1);
    bed.call(new LeaveSession(created.sessionId(), fingerprint(guest)));
    SessionEvent expected =
        new SessionEvent.ParticipantLeft(
            created.sessionId(), 4, bed.clock.millis(), fingerprint(guest), LeaveReason.LEFT);
    assertEquals(expected, west.next(1).get(0));
    assertEquals(expected, east.next(4).get(3));
    assertEquals(1, bed.call(new FetchSession(created.sessionId())).members().size());
  }

  @Test
  void theHostsLeavingEndsTheSession() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    west.next(1);
    bed.call(new LeaveSession(created.sessionId(), fingerprint(host)));
    assertEquals(fingerprint(host), west.next(SessionEvent.ParticipantLeft.class).fingerprint());
    assertEquals(EndReason.HOST_LEFT, west.next(SessionEvent.SessionEnded.class).reason());
    String id = created.sessionId();
    assertRefused(FailureCode.SESSION_ENDED, bed.bus.request(new FetchSession(id)));
    assertRefused(FailureCode.SESSION_ENDED, bed.join(created, guest));
    assertRefused(
        FailureCode.SESSION_ENDED, bed.bus.request(new LeaveSession(id, fingerprint(guest))));
    assertRefused(
        FailureCode.SESSION_ENDED,
        bed.bus.request(new UpdateScore(id, fingerprint(guest), new CapabilityScore(1, false))));
    assertEquals(2, bed.call(new FetchEvents(id, 3)).events().size(), "how it ended");
    bed.clock.advance(Duration.ofMinutes(10));
    assertRefused(FailureCode.SESSION_NOT_FOUND, bed.bus.request(new FetchSession(id)));
    assertRefused(FailureCode.SESSION_NOT_FOUND, bed.join(created, guest));
    assertRefused(FailureCode.SESSION_NOT_FOUND, bed.bus.request(new FetchEvents(id, 3)));
  }

  @Test
  void aScoreCanMoveTheHub() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    var same =
        bed.call(
            new UpdateScore(
                created.sessionId(), fingerprint(guest), new CapabilityScore(500, false)));
    assertEquals(fingerprint(host), same.hubFingerprint(), "the hub keeps a tie");
    var moved =
        bed.call(
            new UpdateScore(
                created.sessionId(), fingerprint(guest), new CapabilityScore(501, false)));
    assertEquals(501, moved.score());
    assertEquals(fingerprint(guest), moved.hubFingerprint());
    west.next(1);
    assertEquals(HubReason.CAPABILITY_CHANGE, west.next(SessionEvent.HubElected.class).reason());
  }

  @Test
  void missedEventsAreReadFromTheLog() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    SessionState joined = await(bed.join(created, guest));
    List<SessionEvent> all = bed.call(new FetchEvents(created.sessionId(), 0)).events();
    assertEquals(List.of(1L, 2L, 3L), all.stream().map(SessionEvent::version).toList());
    assertEquals(east.next(3), all);
    assertEquals(all.subList(2, 3), bed.call(new FetchEvents(created.sessionId(), 2)).events());
    assertEquals(
        List.of(), bed.call(new FetchEvents(created.sessionId(), joined.version())).events());
    assertEquals(List.of(), bed.call(new FetchEvents(created.sessionId(), 99)).events());
  }

  @Test
  void eventsArePublishedForOtherServices() throws Exception {
    var heard = new java.util.concurrent.LinkedBlockingQueue<io.vertx.core.json.JsonObject>();
    await(
        bed.vertx
            .eventBus()
            .<io.vertx.core.json.JsonObject>consumer(
                "signaling.events.session.session_created", m -> heard.add(m.body()))
            .completion());
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    var json = heard.poll(10, java.util.concurrent.TimeUnit.SECONDS);
    assertEquals("SESSION_CREATED", json.getString("type"));
    assertEquals(created.sessionId(), json.getString("sessionId"));
    assertEquals(1, json.getLong("version"));
    assertEquals(fingerprint(host), json.getString("hostFingerprint"));
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String unknown = UUID.randomUUID().toString();
    for (String id : new String[] {unknown, "x", "}{", ""}) {
      assertRefused(FailureCode.SESSION_NOT_FOUND, bed.bus.request(new FetchSession(id)));
    }
    assertRefused(
        FailureCode.SESSION_NOT_FOUND,
        bed.bus.request(new LeaveSession(unknown, fingerprint(host))));
    assertRefused(
        FailureCode.SESSION_NOT_FOUND,
        bed.bus.request(
            new UpdateScore(unknown, fingerprint(host), new CapabilityScore(1, false))));
    assertRefused(FailureCode.SESSION_NOT_FOUND, bed.bus.request(new FetchEvents(unknown, 0)));
    for (String code : new String[] {"AVNE-2222-2222", "AVNE-1111-OOOO", "", "hello"}) {
      assertRefused(FailureCode.SESSION_NOT_FOUND, bed.bus.request(new JoinSession(code, guest)));
    }
  }

  @Test
  void whoIsNotInCannotLeaveOrScore() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    assertRefused(
        FailureCode.NOT_IN_SESSION,
        bed.bus.request(new LeaveSession(created.sessionId(), fingerprint(guest))));
    assertRefused(
        FailureCode.NOT_IN_SESSION,
        bed.bus.request(
            new UpdateScore(
                created.sessionId(), fingerprint(guest), new CapabilityScore(1, false))));
  }

  @Test
  void aFullSessionTakesNobodyIn() {
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    await(bed.join(created, guest));
    JoiningDevice third = bed.device("west", 1);
    assertRefused(FailureCode.SESSION_FULL, bed.join(created, third));
    bed.call(
        new DisconnectMember(created.sessionId(), fingerprint(guest), guest.location().epoch()));
    assertRefused(FailureCode.SESSION_FULL, bed.join(created, third));
    bed.call(new LeaveSession(created.sessionId(), fingerprint(guest)));
    assertEquals(2, await(bed.join(created, third)).members().size());
  }

  @Test
  void aSessionPastItsTimeTakesNobodyIn() {
    // Nothing sweeps here, so the end of its time is not yet acted upon.
    SessionState created = await(bed.create(host, LicenseTier.FREE));
    bed.vertx.deploymentIDs().forEach(id -> await(bed.vertx.undeploy(id)));
    bed.deploy(SessionTestBed.OPTIONS.withSweepInterval(Duration.ofHours(1)));
    bed.clock.advance(TierLimits.of(LicenseTier.FREE).maxDuration());
    assertRefused(FailureCode.SESSION_ENDED, bed.join(created, guest));
  }

  @Test
  void aDeviceIsInSixteenSessionsAtMost() {
    SessionState first = await(bed.create(host, LicenseTier.PRO));
    for (int i = 1; i < 16; i++) {
      await(bed.create(host, LicenseTier.PRO));
    }
    assertRefused(FailureCode.FORBIDDEN, bed.create(host, LicenseTier.PRO));
    SessionState other = await(bed.create(guest, LicenseTier.PRO));
    assertRefused(FailureCode.FORBIDDEN, bed.join(other, host));
    assertEquals(first.sessionId(), await(bed.join(first, host)).sessionId(), "it is in that one");
    bed.call(new LeaveSession(first.sessionId(), fingerprint(host)));
    await(bed.join(other, host));
  }

  @Test
  void badFieldsAreNamed() {
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bed.bus.request(new CreateSession(null, "dev-pro", SessionType.CALL, Topology.STAR)));
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bed.bus.request(new CreateSession(host, "dev-pro", null, Topology.STAR)));
    assertRefused(
        FailureCode.INVALID_MESSAGE, bed.bus.request(new JoinSession("AVNE-2222-2222", null)));
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bed.bus.request(new UpdateScore(UUID.randomUUID().toString(), fingerprint(host), null)));
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bed.bus.request(new DisconnectMember(UUID.randomUUID().toString(), "fp", 1)));
  }
}
