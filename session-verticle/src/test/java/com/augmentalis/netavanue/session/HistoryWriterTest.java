package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.session.HistoryStore.Entry;
import com.augmentalis.netavanue.session.pg.PgHistoryStore;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.PgStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The write-behind: merging, bounds, failures of one and of all. */
class HistoryWriterTest {

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = new MutableClock(1_790_000_000_000L);
  private final Set<String> ends = new HashSet<>();
  private PgStore postgres;
  private PgHistoryStore store;
  private String device;

  @BeforeEach
  void start() {
    postgres = PgStore.create(vertx, POSTGRES.options());
    store = new PgHistoryStore(postgres);
    device = UUID.randomUUID().toString();
    await(
        postgres.query(
            "INSERT INTO device_fingerprints (id, fingerprint, public_key, device_name, platform,"
                + " device_type) VALUES ($1, $2, 'key', 'd', 'WEB', 'TV')",
            Tuple.of(UUID.fromString(device), device)));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void oneThatCannotBeWrittenDoesNotHoldUpTheOthers() {
    HistoryWriter writer = writer(store, 1_000);
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SessionRecord session = session(i == 17 ? UUID.randomUUID().toString() : device, 5, true);
      writer.add(session, List.of(stay(session.hostRegistryId())));
      if (i != 17) {
        good.add(session.sessionId());
      }
    }
    await(writer.flush());
    assertEquals(50, ends.size(), "the one that never can be is let go too");
    assertEquals(0, writer.backlog());
    for (String id : good) {
      assertEquals(5, version(id));
    }
  }

  @Test
  void anOlderVersionNeverOverwritesANewer() {
    SessionRecord newer = session(device, 9, true);
    SessionRecord older = at(newer, 4, false);
    await(store.write(List.of(new Entry(newer, List.of(stay(device))))));
    await(store.write(List.of(new Entry(older, List.of(open(stay(device)))))));
    assertEquals(9, version(newer.sessionId()));
    assertEquals(
        1,
        await(
                postgres.query(
                    "SELECT 1 FROM session_participants WHERE session_id = $1"
                        + " AND left_at IS NOT NULL",
                    Tuple.of(UUID.fromString(newer.sessionId()))))
            .size());
  }

  @Test
  void whatWaitsForOneSessionIsOneWrite() {
    List<List<Entry>> writes = new ArrayList<>();
    HistoryWriter writer = writer(recording(writes), 1_000);
    SessionRecord session = session(device, 2, false);
    writer.add(session, List.of(open(stay(device))));
    writer.add(at(session, 7, true), List.of(stay(device)));
    writer.add(at(session, 5, false), List.of(open(stay(device))));
    await(writer.flush());
    assertEquals(1, writes.size());
    assertEquals(List.of(new Entry(at(session, 7, true), List.of(stay(device)))), writes.get(0));
  }

  @Test
  void theBacklogIsBoundedBySessionsAndWhatIsUnderWayCounts() {
    Promise<Void> hanging = Promise.promise();
    HistoryWriter writer = writer(entries -> hanging.future(), 3);
    for (int i = 0; i < 3; i++) {
      assertTrue(writer.hasRoom());
      writer.add(session(device, 1, false), List.of());
    }
    assertFalse(writer.hasRoom());
    writer.add(session(device, 1, false), List.of());
    assertEquals(3, writer.backlog());
    Future<Void> flushed = writer.flush();
    assertFalse(writer.hasRoom());
    hanging.complete();
    await(flushed);
    assertTrue(writer.hasRoom());
  }

  @Test
  void theBacklogIsBoundedByStays() {
    HistoryWriter writer = writer(entries -> Promise.<Void>promise().future(), 2);
    SessionRecord session = session(device, 1, false);
    for (int i = 0; i < 16; i++) {
      assertTrue(writer.hasRoom());
      writer.add(session, List.of(stay(UUID.randomUUID().toString())));
    }
    assertFalse(writer.hasRoom());
  }

  @Test
  void afterAFailureItPausesLongerAndLongerAndLosesNothing() {
    List<List<Entry>> writes = new ArrayList<>();
    boolean[] up = {false};
    HistoryWriter writer =
        writer(
            entries -> {
              writes.add(entries);
              return up[0]
                  ? Future.succeededFuture()
                  : Future.failedFuture(new ServiceException(FailureCode.UNAVAILABLE, "down"));
            },
            1_000);
    SessionRecord session = session(device, 3, true);
    writer.add(session, List.of(stay(device)));
    int tries = 0;
    for (long pause = 250; pause <= 4_000; pause *= 2) {
      await(writer.flush());
      assertEquals(++tries, writes.size());
      clock.advance(Duration.ofMillis(pause - 1));
      await(writer.flush());
      assertEquals(tries, writes.size(), "it pauses " + pause + " ms");
      clock.advance(Duration.ofMillis(1));
    }
    up[0] = true;
    await(writer.flush());
    assertEquals(Set.of(session.sessionId()), ends);
    assertEquals(new Entry(session, List.of(stay(device))), writes.get(tries).get(0));
  }

  @Test
  void aLargeBacklogIsWrittenInBatches() {
    List<List<Entry>> writes = new ArrayList<>();
    HistoryWriter writer = writer(recording(writes), 2_000);
    for (int i = 0; i < 1_200; i++) {
      writer.add(session(device, 1, false), List.of());
    }
    await(writer.flush());
    assertEquals(List.of(500, 500, 200), writes.stream().map(List::size).toList());
  }

  private HistoryWriter writer(HistoryStore target, int bound) {
    HistoryWriter writer = new HistoryWriter(target, clock, bound);
    writer.onEndsWritten(all -> all.forEach(session -> ends.add(session.sessionId())));
    return writer;
  }

  private static HistoryStore recording(List<List<Entry>> writes) {
    return entries -> {
      writes.add(entries);
      return Future.succeededFuture();
    };
  }

  private long version(String sessionId) {
    return await(
            postgres.query(
                "SELECT version FROM session_history WHERE id = $1",
                Tuple.of(UUID.fromString(sessionId))))
        .iterator()
        .next()
        .getLong(0);
  }

  private SessionRecord session(String host, long version, boolean ended) {
    return record(UUID.randomUUID().toString(), host, version, ended);
  }

  private SessionRecord at(SessionRecord session, long version, boolean ended) {
    return record(session.sessionId(), session.hostRegistryId(), version, ended);
  }

  private SessionRecord record(String id, String host, long version, boolean ended) {
    long now = clock.millis();
    return new SessionRecord(
        id,
        "f",
        host,
        null,
        LicenseTier.PRO,
        "licence",
        10,
        true,
        "f",
        "star",
        ended ? SessionRecord.ENDED : SessionRecord.ACTIVE,
        SessionType.CALL,
        "AVNE-2222-2222",
        now,
        now + 1_000,
        version,
        1,
        0,
        ended ? EndReason.COMPLETED : null,
        ended ? now + 500 : null);
  }

  private static Stay stay(String deviceId) {
    return new Stay(
        deviceId, ParticipantRole.HOST, true, 5, 1_790_000_000_000L, 1_790_000_000_500L);
  }

  private static Stay open(Stay stay) {
    return new Stay(
        stay.deviceId(),
        stay.role(),
        stay.isLicensed(),
        stay.capabilityScore(),
        stay.joinedAt(),
        null);
  }
}
