package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.redis.client.Command;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows that sessions leave behind, also when PostgreSQL is away for a while. */
class HistoryTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private SessionTestBed bed;
  private JoiningDevice host;
  private JoiningDevice guest;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options());
    host = bed.device("east", 500);
    guest = bed.device("west", 900);
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @Test
  void aRunningSessionHasItsRows() {
    bed.deploy();
    SessionState created = await(bed.create(host, LicenseTier.PRO));
    bed.clock.advance(Duration.ofMillis(1));
    SessionState session = await(bed.join(created, guest));
    Await.until("both stays are written", () -> stays(session).size() == 2);
    Row row = history(session).get(0);
    assertEquals("CALL", row.getString("session_type"));
    assertEquals("PRO", row.getString("license_tier"));
    assertEquals(UUID.fromString(host.device().deviceId()), row.getUUID("host_device_id"));
    assertEquals(2, row.getInteger("participant_count"));
    assertEquals(1, row.getInteger("hub_migration_count"));
    assertEquals(session.version(), row.getLong("version"));
    assertNull(row.getString("end_reason"));
    assertNull(row.getValue("ended_at"));
    Row stay = stays(session).get(1);
    assertEquals(UUID.fromString(guest.device().deviceId()), stay.getUUID("device_id"));
    assertEquals("HUB", stay.getString("role"));
    assertEquals(900, stay.getInteger("capability_score"));
    assertEquals(false, stay.getBoolean("is_licensed"));
    assertNull(stay.getValue("left_at"));
    assertEquals(true, stays(session).get(0).getBoolean("is_licensed"));
  }

  @Test
  void anEndedSessionIsWholeAndItsKeysLapse() {
    bed.deploy();
    SessionState session = endedAfterAMinute();
    Await.until("the end is written", () -> ended(session));
    assertWhole(session);
    String key = "signaling:session:{" + session.sessionId() + "}";
    Await.until("the record lapses", () -> bed.redis(Command.PTTL, key).toLong() <= 600_000);
    Await.until(
        "the code lapses",
        () ->
            bed.redis(Command.PTTL, "signaling:invite:" + session.inviteCode()).toLong()
                <= 600_000);
    Await.until("nothing waits", () -> deadlines() == 0);
  }

  @Test
  void aSecondStayIsASecondRow() {
    bed.deploy();
    SessionState session = await(bed.join(await(bed.create(host, LicenseTier.PRO)), guest));
    bed.clock.advance(Duration.ofSeconds(5));
    bed.call(new LeaveSession(session.sessionId(), fingerprint(guest)));
    bed.clock.advance(Duration.ofSeconds(5));
    await(bed.join(session, guest));
    Await.until("three stays are written", () -> stays(session).size() == 3);
    Await.until(
        "the first is over",
        () -> stays(session).stream().filter(r -> r.getValue("left_at") != null).count() == 1);
  }

  @Test
  void sessionsGoOnWithoutPostgresAndHistoryCatchesUp() {
    try (TcpGate gate = POSTGRES.gate()) {
      bed.deploy(SessionTestBed.OPTIONS, REDIS.options(), POSTGRES.options().withPort(gate.port()));
      await(bed.create(host, LicenseTier.PRO));
      gate.shut();
      List<SessionState> sessions = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sessions.add(endedAfterAMinute());
      }
      gate.open();
      for (SessionState session : sessions) {
        Await.until("the end is written", () -> elapse(Duration.ofMillis(10)) && ended(session));
        assertWhole(session);
      }
    }
  }

  @Test
  void withTheBacklogFullNoSessionIsCreatedAndTheOthersGoOn() {
    try (TcpGate gate = POSTGRES.gate()) {
      bed.deploy(
          SessionTestBed.OPTIONS.withHistoryBacklog(3),
          REDIS.options(),
          POSTGRES.options().withPort(gate.port()));
      SessionState first = await(bed.create(host, LicenseTier.PRO));
      Await.until("it is written", () -> history(first).size() == 1);
      gate.shut();
      for (int i = 0; i < 3; i++) {
        await(bed.create(host, LicenseTier.PRO));
      }
      assertRefused(FailureCode.UNAVAILABLE, bed.create(host, LicenseTier.PRO));
      await(bed.join(first, guest));
      bed.call(new LeaveSession(first.sessionId(), fingerprint(host)));
      gate.open();
      Await.until(
          "what did not fit is written too", () -> elapse(Duration.ofSeconds(1)) && ended(first));
      await(bed.create(guest, LicenseTier.PRO));
      assertEquals(2, stays(first).size());
    }
  }

  @Test
  void whatADeadInstanceHadNotWrittenIsWrittenByAnother() {
    SessionState session;
    try (TcpGate gate = POSTGRES.gate()) {
      bed.deploy(SessionTestBed.OPTIONS, REDIS.options(), POSTGRES.options().withPort(gate.port()));
      await(bed.create(host, LicenseTier.PRO));
      gate.shut();
      session = endedAfterAMinute();
      bed.vertx.deploymentIDs().forEach(id -> await(bed.vertx.undeploy(id)));
    }
    bed.deploy();
    assertEquals(0, history(session).size());
    bed.clock.advance(ChangeEffects.HISTORY_RETRY);
    Await.until("the end is written", () -> ended(session));
    assertWhole(session);
  }

  private SessionState endedAfterAMinute() {
    SessionState created = await(bed.create(host, LicenseTier.PRO));
    bed.clock.advance(Duration.ofSeconds(10));
    SessionState session = await(bed.join(created, guest));
    bed.clock.advance(Duration.ofSeconds(30));
    bed.call(new LeaveSession(session.sessionId(), fingerprint(guest)));
    bed.clock.advance(Duration.ofSeconds(20));
    bed.call(new LeaveSession(session.sessionId(), fingerprint(host)));
    return session;
  }

  private void assertWhole(SessionState session) {
    Row row = history(session).get(0);
    assertEquals("HOST_LEFT", row.getString("end_reason"));
    assertEquals(60, row.getInteger("duration_seconds"));
    assertEquals(2, row.getInteger("hub_migration_count"));
    assertEquals(1, row.getInteger("participant_count"));
    assertEquals(Instant.ofEpochMilli(session.createdAt()), time(row, "started_at"));
    assertEquals(Instant.ofEpochMilli(session.createdAt() + 60_000), time(row, "ended_at"));
    List<Row> stays = stays(session);
    assertEquals(2, stays.size());
    assertEquals("HOST", stays.get(0).getString("role"));
    assertEquals(Instant.ofEpochMilli(session.createdAt() + 60_000), time(stays.get(0), "left_at"));
    assertEquals(
        Instant.ofEpochMilli(session.createdAt() + 10_000), time(stays.get(1), "joined_at"));
    assertEquals(Instant.ofEpochMilli(session.createdAt() + 40_000), time(stays.get(1), "left_at"));
    assertTrue(row.getLong("version") > session.version());
  }

  /** Lets time pass while something is awaited, so that what pauses goes on. */
  private boolean elapse(Duration duration) {
    bed.clock.advance(duration);
    return true;
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private boolean ended(SessionState session) {
    return history(session).stream().anyMatch(row -> row.getValue("ended_at") != null);
  }

  private List<Row> history(SessionState session) {
    return rows("SELECT * FROM session_history WHERE id = $1", session);
  }

  private List<Row> stays(SessionState session) {
    return rows(
        "SELECT * FROM session_participants WHERE session_id = $1 ORDER BY joined_at", session);
  }

  private List<Row> rows(String sql, SessionState session) {
    List<Row> rows = new ArrayList<>();
    bed.sql(sql, UUID.fromString(session.sessionId())).forEach(rows::add);
    return rows;
  }

  private int deadlines() {
    return bed.redis(Command.ZCARD, "signaling:deadlines").toInteger();
  }
}
