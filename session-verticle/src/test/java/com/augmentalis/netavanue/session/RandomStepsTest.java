package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.session.SessionTestBed.newSocket;
import static com.augmentalis.netavanue.session.SessionTestBed.on;
import static com.augmentalis.netavanue.session.SessionTestBed.scored;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random steps on several sessions through two instances, held against {@link SessionModel}. */
class RandomStepsTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private static final int STEPS = Integer.getInteger("steps", 250);
  private static final int SESSIONS = 4;
  private static final int DEVICES = 12;

  private final SessionTestBed bed = new SessionTestBed(REDIS.options(), POSTGRES.options());
  private final List<JoiningDevice> devices = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private Random random;

  private static final class Running {
    final SessionState created;
    final SessionModel model;
    long checked;

    Running(SessionState created, SessionModel model) {
      this.created = created;
      this.model = model;
    }
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void theServiceDoesWhatTheModelDoes() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RandomStepsTest seed " + seed);
    random = new Random(seed);
    bed.deploy().deploy();
    for (int i = 0; i < DEVICES; i++) {
      devices.add(randomScore(bed.device("gateway-" + i % 3, 0)));
    }
    while (running.size() < SESSIONS) {
      running.add(create());
    }
    for (int step = 0; step < STEPS; step++) {
      int index = random.nextInt(SESSIONS);
      if (running.get(index).model.ended()) {
        running.set(index, create());
      }
      step(running.get(index));
      running.forEach(this::compare);
    }
  }

  private Running create() {
    JoiningDevice host = randomScore(renewed(random.nextInt(DEVICES)));
    LicenseTier tier = random.nextInt(3) == 0 ? LicenseTier.FREE : LicenseTier.PRO;
    SessionState state = await(bed.create(host, tier));
    return new Running(
        state,
        new SessionModel(
            state.sessionId(), host, state.maxPeers(), state.createdAt(), state.expiresAt()));
  }

  private void step(Running session) {
    int device = random.nextInt(DEVICES);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> join(session, randomScore(renewed(device)));
      case 3 -> join(session, randomScore(devices.get(device)));
      case 4 -> leave(session, fingerprint(devices.get(device)));
      case 5, 6 -> disconnect(session, devices.get(device));
      case 7, 8 -> score(session, fingerprint(devices.get(device)));
      default -> timePasses();
    }
  }

  private void join(Running session, JoiningDevice device) {
    check(
        session.model.join(device, bed.clock.millis()),
        new JoinSession(session.created.inviteCode(), device));
  }

  private void leave(Running session, String who) {
    // The host's leaving ends the session; were it as likely as others', none would get large.
    if (who.equals(session.created.hostFingerprint()) && random.nextInt(4) > 0) {
      return;
    }
    check(
        session.model.leave(who, bed.clock.millis()),
        new LeaveSession(session.created.sessionId(), who));
  }

  private void disconnect(Running session, JoiningDevice device) {
    long epoch = device.location().epoch() - (random.nextInt(5) == 0 ? 1 : 0);
    session.model.disconnect(fingerprint(device), epoch, bed.clock.millis());
    bed.call(new DisconnectMember(session.created.sessionId(), fingerprint(device), epoch));
  }

  private void score(Running session, String who) {
    CapabilityScore score = randomScore();
    check(
        session.model.score(who, score, bed.clock.millis()),
        new UpdateScore(session.created.sessionId(), who, score));
  }

  private void timePasses() {
    Duration passed =
        random.nextInt(20) == 0 ? Duration.ofMinutes(11) : Duration.ofSeconds(random.nextInt(20));
    bed.clock.advance(passed);
    for (Running session : running) {
      session.model.timePasses(bed.clock.millis());
      Await.until(
          "session at version " + session.model.version(),
          () ->
              events(session, session.checked).size() >= session.model.version() - session.checked);
    }
  }

  private <R> void check(Optional<SessionModel.Refusal> expected, BusRequest<R> request) {
    Future<Optional<FailureCode>> outcome =
        bed.bus
            .request(request)
            .map(Optional.<FailureCode>empty())
            .recover(
                failure ->
                    Future.succeededFuture(Optional.of(((ServiceException) failure).code())));
    assertEquals(
        expected.map(refusal -> FailureCode.valueOf(refusal.name())),
        await(outcome),
        request::toString);
  }

  private void compare(Running session) {
    SessionModel model = session.model;
    assertEquals(
        model.events().subList((int) session.checked, model.version()),
        events(session, session.checked));
    session.checked = model.version();
    if (model.ended()) {
      return;
    }
    SessionState state = bed.call(new FetchSession(session.created.sessionId()));
    assertEquals(model.version(), state.version());
    assertEquals(model.hub(), state.hubFingerprint());
    assertEquals(model.members(), state.members());
    assertTrue(state.members().size() <= state.maxPeers());
  }

  /** The log; it forgets an ended session 10 minutes later, when there is nothing new in it. */
  private List<SessionEvent> events(Running session, long after) {
    return await(
        bed.bus
            .request(new FetchEvents(session.created.sessionId(), after))
            .map(events -> events.events())
            .recover(
                failure ->
                    session.model.ended() && session.checked == session.model.version()
                        ? Future.succeededFuture(List.<SessionEvent>of())
                        : Future.failedFuture(failure)));
  }

  private JoiningDevice renewed(int index) {
    JoiningDevice renewed = on(devices.get(index), newSocket("gateway-" + random.nextInt(3)));
    devices.set(index, renewed);
    return renewed;
  }

  private JoiningDevice randomScore(JoiningDevice device) {
    CapabilityScore score = randomScore();
    return scored(device, score.score(), score.batteryLow());
  }

  /** Few values, so that ties are common. */
  private CapabilityScore randomScore() {
    return new CapabilityScore(100 * random.nextInt(4), random.nextInt(3) == 0);
  }
}
