package com.augmentalis.netavanue.session.pg;

import com.augmentalis.netavanue.session.HistoryStore;
import com.augmentalis.netavanue.session.SessionRecord;
import com.augmentalis.netavanue.session.Stay;
import com.augmentalis.netavanue.store.PgStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * History in the tables {@code session_history} and {@code session_participants}: one statement for
 * any number of sessions. Foreign keys are checked at the end of a statement, so sessions and stays
 * in them can come together.
 */
public final class PgHistoryStore implements HistoryStore {

  private static final String WRITE =
      """
      WITH sessions AS (
        INSERT INTO session_history (id, session_type, host_device_id, host_user_id, license_tier,
            end_reason, participant_count, hub_migration_count, started_at, ended_at,
            duration_seconds, version)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[],
            $6::text[], $7::int[], $8::int[], $9::timestamptz[], $10::timestamptz[],
            $11::int[], $12::bigint[])
        ON CONFLICT (id) DO UPDATE SET
            end_reason = EXCLUDED.end_reason,
            participant_count = EXCLUDED.participant_count,
            hub_migration_count = EXCLUDED.hub_migration_count,
            ended_at = EXCLUDED.ended_at,
            duration_seconds = EXCLUDED.duration_seconds,
            version = EXCLUDED.version
          WHERE session_history.version < EXCLUDED.version
      )
      INSERT INTO session_participants (session_id, device_id, role, is_licensed,
          capability_score, joined_at, left_at)
      SELECT * FROM unnest($13::uuid[], $14::uuid[], $15::text[], $16::bool[], $17::int[],
          $18::timestamptz[], $19::timestamptz[])
      ON CONFLICT (session_id, device_id, joined_at) DO UPDATE SET
          role = EXCLUDED.role,
          left_at = EXCLUDED.left_at
        WHERE session_participants.left_at IS NULL
      """;

  private final PgStore postgres;

  /** History in this database. */
  public PgHistoryStore(PgStore postgres) {
    this.postgres = postgres;
  }

  @Override
  public Future<Void> write(List<Entry> entries) {
    // Two writers that lock the same rows in the same order cannot wait for one another.
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(entry -> entry.session().sessionId()));
    Tuple arguments = Tuple.tuple();
    addSessions(arguments, ordered.stream().map(Entry::session).toList());
    addStays(arguments, ordered);
    return postgres.query(WRITE, arguments).mapEmpty();
  }

  private static void addSessions(Tuple arguments, List<SessionRecord> sessions) {
    arguments
        .addArrayOfUUID(column(sessions, s -> uuid(s.sessionId()), UUID[]::new))
        .addArrayOfString(column(sessions, s -> s.sessionType().name(), String[]::new))
        .addArrayOfUUID(column(sessions, s -> uuid(s.hostRegistryId()), UUID[]::new))
        .addArrayOfUUID(column(sessions, s -> uuid(s.hostUserId()), UUID[]::new))
        .addArrayOfString(column(sessions, s -> s.licenseTier().name(), String[]::new))
        .addArrayOfString(
            column(
                sessions, s -> s.endReason() == null ? null : s.endReason().name(), String[]::new))
        .addArrayOfInteger(column(sessions, SessionRecord::participantCount, Integer[]::new))
        .addArrayOfInteger(column(sessions, SessionRecord::hubMigrationCount, Integer[]::new))
        .addArrayOfOffsetDateTime(
            column(sessions, s -> time(s.createdAtMs()), OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(column(sessions, s -> time(s.endedAtMs()), OffsetDateTime[]::new))
        .addArrayOfInteger(column(sessions, PgHistoryStore::durationSeconds, Integer[]::new))
        .addArrayOfLong(column(sessions, SessionRecord::version, Long[]::new));
  }

  private static void addStays(Tuple arguments, List<Entry> entries) {
    List<UUID> sessionIds = new ArrayList<>();
    List<Stay> stays = new ArrayList<>();
    for (Entry entry : entries) {
      for (Stay stay : entry.stays()) {
        sessionIds.add(uuid(entry.session().sessionId()));
        stays.add(stay);
      }
    }
    arguments
        .addArrayOfUUID(sessionIds.toArray(UUID[]::new))
        .addArrayOfUUID(column(stays, s -> uuid(s.deviceId()), UUID[]::new))
        .addArrayOfString(column(stays, s -> s.role().name(), String[]::new))
        .addArrayOfBoolean(column(stays, Stay::isLicensed, Boolean[]::new))
        .addArrayOfInteger(column(stays, Stay::capabilityScore, Integer[]::new))
        .addArrayOfOffsetDateTime(column(stays, s -> time(s.joinedAt()), OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(column(stays, s -> time(s.leftAt()), OffsetDateTime[]::new));
  }

  private static <T, C> C[] column(
      List<T> rows, Function<T, C> value, java.util.function.IntFunction<C[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static Integer durationSeconds(SessionRecord session) {
    return session.endedAtMs() == null
        ? null
        : (int) ((session.endedAtMs() - session.createdAtMs()) / 1000);
  }

  private static UUID uuid(String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static OffsetDateTime time(Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
