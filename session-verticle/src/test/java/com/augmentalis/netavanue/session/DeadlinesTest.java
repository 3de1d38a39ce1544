package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.session.SessionTestBed.newSocket;
import static com.augmentalis.netavanue.session.SessionTestBed.on;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.HubReason;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.session.redis.RedisDeadlineStore;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens by itself when its time comes. */
class DeadlinesTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private static final SessionOptions NEVER_SWEEPS =
      SessionTestBed.OPTIONS.withSweepInterval(Duration.ofHours(1));
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final String INDEX = "signaling:deadlines";

  private SessionTestBed bed;
  private GatewayRecorder west;
  private JoiningDevice host;
  private JoiningDevice guest;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options());
    west = bed.gateway("west");
    host = bed.device("east", 500);
    guest = bed.device("west", 900);
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @Test
  void whoDoesNotComeBackHasLeftAndAnotherHubIsElected() {
    bed.deploy();
    SessionState session = joined();
    JoiningDevice other = bed.device("west", 100);
    await(bed.join(session, other));
    west.next(4);
    disconnect(session, guest);
    west.next(SessionEvent.PeerDisconnected.class);
    bed.clock.advance(GRACE);
    SessionEvent.ParticipantLeft left = west.next(SessionEvent.ParticipantLeft.class);
    assertEquals(LeaveReason.TIMEOUT, left.reason());
    assertEquals(fingerprint(guest), left.fingerprint());
    SessionEvent.HubElected elected = west.next(SessionEvent.HubElected.class);
    assertEquals(HubReason.DISCONNECT, elected.reason());
    assertEquals(fingerprint(host), elected.hubFingerprint());
    Await.until("the seat is free", () -> seats(guest) == 0);
  }

  @Test
  void nothingHappensBeforeTheGraceIsOver() {
    bed.deploy(NEVER_SWEEPS);
    SessionState session = joined();
    disconnect(session, guest);
    RedisDeadlineStore index = new RedisDeadlineStore(bed.redis, bed.clock, GRACE);
    bed.clock.advance(GRACE.minusMillis(1));
    assertEquals(List.of(), await(index.claim(10)));
    bed.clock.advance(Duration.ofMillis(1));
    assertEquals(
        List.of(
            Deadline.ofGrace(session.sessionId(), fingerprint(guest), guest.location().epoch())),
        await(index.claim(10)).stream().map(DeadlineStore.Claim::deadline).toList());
  }

  @Test
  void whoCameBackIsNotTouchedByTheOldDeadline() {
    bed.deploy();
    SessionState session = joined();
    disconnect(session, guest);
    JoiningDevice back = on(guest, newSocket("west"));
    await(bed.join(session, back));
    bed.clock.advance(Duration.ofSeconds(20));
    disconnect(session, back);
    bed.clock.advance(Duration.ofSeconds(10));
    Await.until("the first deadline is done with", () -> deadlines() == 2);
    assertEquals(List.of(), left(session));
    bed.clock.advance(Duration.ofSeconds(20));
    Await.until("the guest has left", () -> left(session).size() == 1);
    assertEquals(session.createdAt() + 50_000, left(session).get(0).at());
  }

  @Test
  void theEndOfTheHostsGraceEndsTheSession() {
    bed.deploy();
    SessionState session = joined();
    west.next(3);
    disconnect(session, host);
    west.next(SessionEvent.PeerDisconnected.class);
    bed.clock.advance(GRACE);
    assertEquals(LeaveReason.TIMEOUT, west.next(SessionEvent.ParticipantLeft.class).reason());
    assertEquals(EndReason.HOST_LEFT, west.next(SessionEvent.SessionEnded.class).reason());
  }

  @Test
  void aSessionEndsWhenItsTimeIsOver() {
    bed.deploy();
    SessionState session = joined(LicenseTier.FREE);
    west.next(3);
    bed.clock.advance(Duration.ofMinutes(40));
    assertEquals(EndReason.TIMEOUT, west.next(SessionEvent.SessionEnded.class).reason());
    Await.until("all seats are free", () -> seats(host) + seats(guest) == 0);
    Await.until("nothing is left to do", () -> deadlines() == 0);
    assertEquals(1, ended(session).size());
  }

  @Test
  void aRecordThatCannotBeReadHoldsUpNoOtherSession() {
    bed.deploy();
    SessionState broken = joined();
    SessionState sound = joined();
    disconnect(sound, guest);
    bed.clock.advance(GRACE.minusSeconds(1));
    bed.redis(Command.SET, "signaling:session:{" + broken.sessionId() + "}", "no JSON");
    bed.redis(Command.ZADD, INDEX, bed.clock.millis(), broken.sessionId());
    Await.until(
        "the broken one was tried",
        () -> bed.redis(Command.ZSCORE, INDEX, broken.sessionId()).toLong() > bed.clock.millis());
    bed.clock.advance(Duration.ofSeconds(1));
    Await.until("the guest has left the other session", () -> left(sound).size() == 1);
  }

  @Test
  void severalInstancesActOnceOnEachDeadline() {
    for (int i = 0; i < 3; i++) {
      bed.deploy();
    }
    SessionState session = joined(LicenseTier.PRO);
    for (int i = 0; i < 8; i++) {
      JoiningDevice more = bed.device("west", 10 + i);
      await(bed.join(session, more));
      disconnect(session, more);
    }
    bed.clock.advance(GRACE);
    Await.until("eight have left", () -> left(session).size() == 8);
    Await.until("only the session's end is left to wait for", () -> deadlines() == 1);
    assertEquals(8, left(session).size());
    List<Long> versions = all(session).stream().map(SessionEvent::version).toList();
    for (int i = 0; i < versions.size(); i++) {
      assertEquals(i + 1, versions.get(i));
    }
  }

  @Test
  void whatADeadClaimerHeldIsDoneByAnother() {
    bed.deploy(NEVER_SWEEPS);
    SessionState session = joined();
    disconnect(session, guest);
    bed.clock.advance(GRACE);
    RedisDeadlineStore dead = new RedisDeadlineStore(bed.redis, bed.clock, Duration.ofSeconds(10));
    assertEquals(1, await(dead.claim(10)).size());
    long diedAt = bed.clock.millis();
    bed.deploy();
    bed.clock.advance(Duration.ofSeconds(10));
    Await.until("the guest has left", () -> left(session).size() == 1);
    assertEquals(diedAt + 10_000, left(session).get(0).at());
  }

  @Test
  void aClaimThatWasSetAnewIsNotSettled() {
    RedisDeadlineStore index = new RedisDeadlineStore(bed.redis, bed.clock, Duration.ofSeconds(10));
    Deadline deadline = Deadline.ofGrace("session", "fingerprint", 7);
    await(index.schedule(deadline, bed.clock.millis()));
    DeadlineStore.Claim claim = await(index.claim(1)).get(0);
    await(index.schedule(deadline, bed.clock.millis() + 30_000));
    await(index.done(claim));
    assertEquals(1, deadlines());
    await(index.postpone(claim, bed.clock.millis()));
    assertEquals(List.of(), await(index.claim(1)));
  }

  @Test
  void aDeadlineWithoutASessionIsDropped() {
    RedisDeadlineStore index = new RedisDeadlineStore(bed.redis, bed.clock, GRACE);
    await(index.schedule(Deadline.ofSession("gone"), bed.clock.millis()));
    await(index.schedule(Deadline.ofGrace("gone", "a", 1), bed.clock.millis()));
    bed.deploy();
    Await.until("the index is empty", () -> deadlines() == 0);
  }

  @Test
  void deadlinesAreReadAsWritten() {
    Deadline grace = Deadline.ofGrace("id", "fingerprint", 1_790_000_000_000_123L);
    assertEquals(Optional.of(grace), Deadline.decode(grace.encode()));
    assertEquals(Optional.of(Deadline.ofSession("id")), Deadline.decode("id"));
    assertEquals(Optional.empty(), Deadline.decode("id|fingerprint"));
    assertEquals(Optional.empty(), Deadline.decode("id|fingerprint|x"));
  }

  private SessionState joined() {
    return joined(LicenseTier.PRO);
  }

  private SessionState joined(LicenseTier tier) {
    return await(bed.join(await(bed.create(host, tier)), guest));
  }

  private void disconnect(SessionState session, JoiningDevice device) {
    bed.call(
        new DisconnectMember(session.sessionId(), fingerprint(device), device.location().epoch()));
  }

  private List<SessionEvent> all(SessionState session) {
    return bed.call(new FetchEvents(session.sessionId(), 0)).events();
  }

  private List<SessionEvent> left(SessionState session) {
    return all(session).stream().filter(SessionEvent.ParticipantLeft.class::isInstance).toList();
  }

  private List<SessionEvent> ended(SessionState session) {
    return all(session).stream().filter(SessionEvent.SessionEnded.class::isInstance).toList();
  }

  private int deadlines() {
    return bed.redis(Command.ZCARD, INDEX).toInteger();
  }

  private int seats(JoiningDevice device) {
    return bed.redis(Command.ZCARD, "signaling:device:{" + fingerprint(device) + "}:sessions")
        .toInteger();
  }
}
