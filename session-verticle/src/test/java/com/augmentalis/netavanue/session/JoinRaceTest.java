package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that race each other through two instances. */
class JoinRaceTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private SessionTestBed bed;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options()).deploy().deploy();
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @Test
  void racingJoinsNeverPassTheLimit() {
    SessionState session = await(bed.create(bed.device("east", 50), LicenseTier.PRO));
    List<JoiningDevice> racers = racers(40);
    List<Future<SessionState>> joins =
        racers.stream().map(racer -> bed.join(session, racer)).toList();
    await(Future.join(joins).transform(done -> Future.succeededFuture()));
    Set<String> in = new HashSet<>();
    for (int i = 0; i < joins.size(); i++) {
      if (joins.get(i).succeeded()) {
        in.add(fingerprint(racers.get(i)));
        assertTrue(joins.get(i).result().members().size() <= 10);
      } else {
        assertEquals(FailureCode.SESSION_FULL, ((ServiceException) joins.get(i).cause()).code());
      }
    }
    assertEquals(9, in.size());
    SessionState state = bed.call(new FetchSession(session.sessionId()));
    in.add(session.hostFingerprint());
    assertEquals(in, fingerprints(state));
    assertEquals(10, bed.redis(Command.SCARD, participants(session)).toInteger());
    assertConsecutive(session);
    // Who did not get in holds no seat of its own limit either.
    for (JoiningDevice racer : racers) {
      int seats = in.contains(fingerprint(racer)) ? 1 : 0;
      Await.until("seats of a racer", () -> seats(racer) == seats);
    }
  }

  @Test
  void aDeviceThatJoinsManyTimesAtOnceIsOneParticipant() {
    SessionState session = await(bed.create(bed.device("east", 50), LicenseTier.PRO));
    JoiningDevice guest = bed.device("west", 10);
    List<Future<SessionState>> joins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      joins.add(bed.join(session, guest));
    }
    await(Future.all(joins));
    List<SessionEvent> events = bed.call(new FetchEvents(session.sessionId(), 2)).events();
    assertEquals(1, events.size());
    assertTrue(events.get(0) instanceof SessionEvent.ParticipantJoined);
    assertEquals(2, bed.call(new FetchSession(session.sessionId())).members().size());
  }

  @Test
  void joinsAndLeavesTogetherEndInOneState() {
    SessionState session = await(bed.create(bed.device("east", 50), LicenseTier.BUSINESS));
    List<Future<?>> all = new ArrayList<>();
    Set<String> stayed = new HashSet<>(Set.of(session.hostFingerprint()));
    List<JoiningDevice> racers = racers(30);
    for (int i = 0; i < racers.size(); i++) {
      JoiningDevice racer = racers.get(i);
      boolean stays = i % 3 == 0;
      if (stays) {
        stayed.add(fingerprint(racer));
        all.add(bed.join(session, racer));
      } else {
        all.add(
            bed.join(session, racer)
                .compose(
                    in ->
                        bed.bus.request(
                            new LeaveSession(session.sessionId(), fingerprint(racer)))));
      }
    }
    await(Future.all(all));
    SessionState state = bed.call(new FetchSession(session.sessionId()));
    assertEquals(stayed, fingerprints(state));
    int best = state.members().stream().mapToInt(Member::capabilityScore).max().orElseThrow();
    Member hub =
        state.members().stream()
            .filter(member -> member.fingerprint().equals(state.hubFingerprint()))
            .findFirst()
            .orElseThrow();
    assertEquals(best, hub.capabilityScore());
    assertConsecutive(session);
  }

  private void assertConsecutive(SessionState session) {
    List<SessionEvent> events = bed.call(new FetchEvents(session.sessionId(), 0)).events();
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i + 1, events.get(i).version());
    }
  }

  private List<JoiningDevice> racers(int count) {
    List<JoiningDevice> racers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      racers.add(bed.device("west", 100 + i % 7));
    }
    return racers;
  }

  private static Set<String> fingerprints(SessionState state) {
    Set<String> fingerprints = new HashSet<>();
    state.members().forEach(member -> fingerprints.add(member.fingerprint()));
    return fingerprints;
  }

  private static String participants(SessionState session) {
    return "signaling:session:{" + session.sessionId() + "}:participants";
  }

  private int seats(JoiningDevice device) {
    return bed.redis(Command.ZCARD, "signaling:device:{" + fingerprint(device) + "}:sessions")
        .toInteger();
  }
}
