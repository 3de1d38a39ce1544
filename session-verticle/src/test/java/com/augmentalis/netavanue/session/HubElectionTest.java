package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.session.SessionTestBed.scored;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hub's moves, as a table. Steps: {@code a100} a joins or changes to score 100, {@code a100!}
 * with a low battery, {@code a?} a loses its socket, {@code a+} a comes back, {@code a-} a leaves,
 * {@code 30s} time passes. The first that joins is the host.
 */
class HubElectionTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private SessionTestBed bed;
  private final Map<Character, JoiningDevice> devices = new HashMap<>();
  private SessionState session;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options()).deploy();
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a100                            | a INITIAL",
        "a100! b50!                      | a INITIAL",
        "a100 b100 c100                  | a INITIAL",
        "a100 b101                       | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b200 c200                  | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b50 b100 b101              | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b200 b99                   | a INITIAL, b CAPABILITY_CHANGE, a CAPABILITY_CHANGE",
        "a100 b50 a100!                  | a INITIAL, b BATTERY_LOW",
        "a100 b50 a100! a100             | a INITIAL, b BATTERY_LOW, a CAPABILITY_CHANGE",
        "a100! b50                       | a INITIAL, b BATTERY_LOW",
        "a100! b200!                     | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b50! a100!                 | a INITIAL",
        "a100 b200 b-                    | a INITIAL, b CAPABILITY_CHANGE, a DISCONNECT",
        "a100 b300 c200 b-               | a INITIAL, b CAPABILITY_CHANGE, c DISCONNECT",
        "a100 b300 c100 b-               | a INITIAL, b CAPABILITY_CHANGE, a DISCONNECT",
        "a100 b200 b?                    | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b200 b? c300               | a INITIAL, b CAPABILITY_CHANGE",
        "a100 b200 b? c300 b+            "
            + "| a INITIAL, b CAPABILITY_CHANGE, c CAPABILITY_CHANGE",
        "a100 b200 b? 30s                | a INITIAL, b CAPABILITY_CHANGE, a DISCONNECT",
        "a100 b200 c150 c? b-            | a INITIAL, b CAPABILITY_CHANGE, a DISCONNECT",
        "a100 b200 c150 c? a? b-         | a INITIAL, b CAPABILITY_CHANGE, c DISCONNECT",
        "a100 b200 c50 b? b50            | a INITIAL, b CAPABILITY_CHANGE",
      })
  void theHubMovesAsTheProtocolSays(String steps, String elections) {
    for (String step : steps.trim().split(" +", -1)) {
      take(step);
    }
    assertEquals(elections, elected());
  }

  @ParameterizedTest
  @CsvSource({"109, a INITIAL", "110, a INITIAL", "111, 'a INITIAL, b CAPABILITY_CHANGE'"})
  void aChallengerMustWinByTheMargin(int challenger, String elections) {
    bed.vertx.deploymentIDs().forEach(id -> await(bed.vertx.undeploy(id)));
    bed.deploy(SessionTestBed.OPTIONS.withHubMargin(10));
    take("a100");
    take("b" + challenger);
    assertEquals(elections, elected());
  }

  private String elected() {
    List<SessionEvent> events = bed.call(new FetchEvents(session.sessionId(), 0)).events();
    String hub = bed.call(new FetchSession(session.sessionId())).hubFingerprint();
    List<SessionEvent.HubElected> elected =
        events.stream()
            .filter(SessionEvent.HubElected.class::isInstance)
            .map(SessionEvent.HubElected.class::cast)
            .toList();
    assertEquals(hub, elected.get(elected.size() - 1).hubFingerprint());
    return elected.stream()
        .map(event -> name(event.hubFingerprint()) + " " + event.reason())
        .collect(Collectors.joining(", "));
  }

  private void take(String step) {
    if (step.equals("30s")) {
      long before = bed.call(new FetchSession(session.sessionId())).version();
      bed.clock.advance(Duration.ofSeconds(30));
      Await.until(
          "the grace is over",
          () -> bed.call(new FetchSession(session.sessionId())).version() > before);
      return;
    }
    char who = step.charAt(0);
    String what = step.substring(1);
    switch (what) {
      case "?" ->
          bed.call(
              new DisconnectMember(
                  session.sessionId(), id(who), devices.get(who).location().epoch()));
      case "-" -> bed.call(new LeaveSession(session.sessionId(), id(who)));
      case "+" -> await(bed.join(session, devices.get(who)));
      default ->
          score(
              who,
              new CapabilityScore(Integer.parseInt(what.replace("!", "")), what.endsWith("!")));
    }
  }

  private void score(char who, CapabilityScore score) {
    if (devices.containsKey(who)) {
      bed.call(new UpdateScore(session.sessionId(), id(who), score));
      return;
    }
    JoiningDevice device = scored(bed.device("east", 0), score.score(), score.batteryLow());
    devices.put(who, device);
    if (session == null) {
      session = await(bed.create(device, LicenseTier.PRO));
    } else {
      await(bed.join(session, device));
    }
  }

  private String id(char who) {
    return fingerprint(devices.get(who));
  }

  private char name(String fingerprint) {
    return devices.keySet().stream()
        .filter(who -> id(who).equals(fingerprint))
        .findFirst()
        .orElseThrow();
  }
}
