package com.augmentalis.netavanue.device.pg;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.device.CapabilityStore.Snapshot;
import com.augmentalis.netavanue.device.DeviceRegistry;
import com.augmentalis.netavanue.device.RegisteredDevice;
import com.augmentalis.netavanue.device.Registration;
import com.augmentalis.netavanue.store.MicroBatcher;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.WriteBehind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@link DeviceRegistry} in the table {@code device_fingerprints}. What arrives together goes out
 * as one statement; {@code last_seen} and {@code last_capabilities} are written behind.
 */
public final class PgDeviceRegistry implements DeviceRegistry {

  static final MicroBatcher.Bounds BATCHES = new MicroBatcher.Bounds(256, 2, 8_192);
  static final WriteBehind.Bounds LAST_SEEN =
      new WriteBehind.Bounds(Duration.ofSeconds(1), 500, 50_000);

  static final WriteBehind.Bounds LAST_CAPABILITIES =
      new WriteBehind.Bounds(Duration.ofSeconds(2), 250, 20_000);

  /** First attempt and others; see {@link #settle}. */
  private static final int ATTEMPTS = 3;

  // A row that stands as it should is only read: most registrations repeat an earlier one. The
  // others are inserted; when another transaction was faster, its key stays (the WHERE of the
  // update), and a row that was then not updated is missing from the result. Rows are locked in
  // the order of their fingerprints, so that two batches cannot deadlock. LATERAL with LIMIT makes
  // the plan an index look-up for each row, also when it was made while the table was empty.
  private static final String REGISTER =
      """
      WITH input AS (
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
          AS i (fingerprint, public_key, device_name, platform, device_type)
      ), known AS (
        SELECT d.*,
            d.is_blocked OR d.public_key <> i.public_key
              OR (d.device_name, d.platform, d.device_type)
                = (i.device_name, i.platform, i.device_type) AS settled
        FROM input i CROSS JOIN LATERAL (
          SELECT * FROM device_fingerprints f WHERE f.fingerprint = i.fingerprint LIMIT 1) d
      ), written AS (
        INSERT INTO device_fingerprints AS d
          (fingerprint, public_key, device_name, platform, device_type)
        SELECT i.fingerprint, i.public_key, i.device_name, i.platform, i.device_type
        FROM input i
        WHERE NOT EXISTS (
          SELECT 1 FROM known k WHERE k.fingerprint = i.fingerprint AND k.settled)
        ORDER BY i.fingerprint
        ON CONFLICT (fingerprint) DO UPDATE
          SET device_name = excluded.device_name, platform = excluded.platform,
            device_type = excluded.device_type
          WHERE d.public_key = excluded.public_key AND NOT d.is_blocked
        RETURNING d.id, d.user_id, d.fingerprint, d.public_key, d.device_name, d.platform,
          d.device_type, d.is_blocked, d.xmax = 0 AS created
      )
      SELECT * FROM written
      UNION ALL
      SELECT id, user_id, fingerprint, public_key, device_name, platform, device_type, is_blocked,
        FALSE FROM known WHERE settled
      """;

  private static final String FIND =
      """
      SELECT d.id, d.user_id, d.fingerprint, d.public_key, d.device_name, d.platform,
        d.device_type, d.is_blocked, FALSE AS created
      FROM unnest($1::text[]) AS i (fingerprint) CROSS JOIN LATERAL (
        SELECT * FROM device_fingerprints f WHERE f.fingerprint = i.fingerprint LIMIT 1) d
      """;

  private static final String TOUCH =
      """
      UPDATE device_fingerprints SET last_seen = $2 WHERE fingerprint = $1 AND last_seen < $2
      """;

  private static final String SAVE_CAPABILITIES =
      "UPDATE device_fingerprints SET last_capabilities = $2 WHERE fingerprint = $1";

  private final PgStore store;
  private final MicroBatcher<Registration, RegisteredDevice> registrations;
  private final MicroBatcher<String, Optional<RegisteredDevice>> lookups;
  private final WriteBehind<String, Instant> lastSeen;
  private final WriteBehind<String, Snapshot> lastCapabilities;

  /** A registry in this store, on the current context. */
  public PgDeviceRegistry(Vertx vertx, PgStore store) {
    this.store = store;
    this.registrations =
        new MicroBatcher<>(vertx, BATCHES, Registration::fingerprint, this::registerAll);
    this.lookups = new MicroBatcher<>(vertx, BATCHES, Function.identity(), this::findAll);
    this.lastSeen =
        new WriteBehind<>(
            vertx,
            "last_seen",
            LAST_SEEN,
            batch -> updateEach(TOUCH, batch, at -> at.atOffset(ZoneOffset.UTC)));
    this.lastCapabilities =
        new WriteBehind<>(
            vertx,
            "last_capabilities",
            LAST_CAPABILITIES,
            batch ->
                updateEach(
                    SAVE_CAPABILITIES,
                    batch,
                    snapshot -> new JsonObject(ContractJson.encode(snapshot))));
  }

  @Override
  public Future<RegisteredDevice> register(Registration registration) {
    return settle(registration, 1);
  }

  /**
   * Registers again when the statement gave no row: another transaction committed the device after
   * the statement began to look. The next statement sees it.
   */
  private Future<RegisteredDevice> settle(Registration registration, int attempt) {
    return registrations
        .submit(registration)
        .compose(
            device -> {
              if (device != null) {
                return Future.succeededFuture(device);
              }
              if (attempt < ATTEMPTS) {
                return settle(registration, attempt + 1);
              }
              return Future.failedFuture(
                  new ServiceException(
                      FailureCode.UNAVAILABLE, "The device is being registered elsewhere"));
            });
  }

  @Override
  public Future<Optional<RegisteredDevice>> find(String fingerprint) {
    return lookups.submit(fingerprint);
  }

  @Override
  public void touch(String fingerprint, Instant seenAt) {
    lastSeen.put(fingerprint, seenAt);
  }

  @Override
  public void saveCapabilities(String fingerprint, Snapshot snapshot) {
    lastCapabilities.put(fingerprint, snapshot);
  }

  /** Writes what is written behind. */
  public Future<Void> flush() {
    return Future.join(lastSeen.flush(), lastCapabilities.flush()).mapEmpty();
  }

  private Future<List<RegisteredDevice>> registerAll(List<Registration> batch) {
    Tuple columns =
        Tuple.of(
            column(batch, Registration::fingerprint),
            column(batch, Registration::publicKey),
            column(batch, Registration::deviceName),
            column(batch, registration -> registration.platform().name()),
            column(batch, registration -> registration.deviceType().name()));
    return store
        .query(REGISTER, columns)
        .map(
            rows -> {
              Map<String, RegisteredDevice> found = byFingerprint(rows);
              List<RegisteredDevice> results = new ArrayList<>(batch.size());
              batch.forEach(registration -> results.add(found.get(registration.fingerprint())));
              return results;
            });
  }

  private Future<List<Optional<RegisteredDevice>>> findAll(List<String> batch) {
    return store
        .query(FIND, Tuple.of(batch.toArray(new String[0])))
        .map(
            rows -> {
              Map<String, RegisteredDevice> found = byFingerprint(rows);
              return batch.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
            });
  }

  /** In the order of the keys, so that two batches cannot deadlock over the rows they share. */
  private <V> Future<?> updateEach(String sql, Map<String, V> batch, Function<V, ?> column) {
    List<Tuple> tuples = new ArrayList<>(batch.size());
    new TreeMap<>(batch)
        .forEach((fingerprint, value) -> tuples.add(Tuple.of(fingerprint, column.apply(value))));
    return store.batch(sql, tuples);
  }

  private static String[] column(List<Registration> batch, Function<Registration, String> field) {
    return batch.stream().map(field).toArray(String[]::new);
  }

  private static Map<String, RegisteredDevice> byFingerprint(RowSet<Row> rows) {
    Map<String, RegisteredDevice> devices = new HashMap<>();
    for (Row row : rows) {
      RegisteredDevice device = device(row);
      devices.put(device.device().fingerprint(), device);
    }
    return devices;
  }

  private static RegisteredDevice device(Row row) {
    UUID userId = row.getUUID("user_id");
    return new RegisteredDevice(
        new Device(
            row.getUUID("id").toString(),
            userId == null ? null : userId.toString(),
            row.getString("fingerprint"),
            row.getString("device_name"),
            Platform.valueOf(row.getString("platform")),
            DeviceType.valueOf(row.getString("device_type"))),
        row.getString("public_key"),
        row.getBoolean("is_blocked"),
        row.getBoolean("created"));
  }
}
