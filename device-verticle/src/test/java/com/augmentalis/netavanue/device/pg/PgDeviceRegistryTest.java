package com.augmentalis.netavanue.device.pg;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.device.DeviceRegistry;
import com.augmentalis.netavanue.device.DeviceRegistryContract;
import com.augmentalis.netavanue.device.Fingerprints;
import com.augmentalis.netavanue.device.RegisteredDevice;
import com.augmentalis.netavanue.device.Registration;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.StoreCounters;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgDeviceRegistryTest extends DeviceRegistryContract {

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();
  private final PgStore store = PgStore.create(vertx, PG.options());

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Override
  protected DeviceRegistry registry() {
    return new PgDeviceRegistry(vertx, PgStore.create(vertx, PG.options()));
  }

  @Override
  protected void block(String fingerprint) throws Exception {
    await(
        store.query(
            "UPDATE device_fingerprints SET is_blocked = TRUE WHERE fingerprint = $1",
            Tuple.of(fingerprint)));
  }

  @Override
  protected Instant lastSeen(String fingerprint) throws Exception {
    return column("last_seen", fingerprint).getOffsetDateTime(0).toInstant();
  }

  @Override
  protected JsonObject lastCapabilities(String fingerprint) throws Exception {
    return column("last_capabilities", fingerprint).getJsonObject(0);
  }

  @Override
  protected void flush(DeviceRegistry registry) throws Exception {
    await(((PgDeviceRegistry) registry).flush());
  }

  @Test
  void whatArrivesTogetherIsFewStatements() throws Exception {
    StoreCounters counters = new StoreCounters();
    PgDeviceRegistry registry =
        new PgDeviceRegistry(vertx, PgStore.create(vertx, PG.options(), counters));
    List<Future<RegisteredDevice>> registrations = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      registrations.add(registry.register(registration(Fingerprints.next(), "key", "Device")));
    }
    for (Future<RegisteredDevice> registration : registrations) {
      assertTrue(await(registration).created());
    }
    assertTrue(counters.roundTrips() < 100, () -> counters.roundTrips() + " statements for 1000");
  }

  @Test
  void aRegistrationThatChangesNothingWritesNothing() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    Registration registration = registration(fingerprint, "key", "Device");
    await(registry.register(registration));
    String version = rowVersion(fingerprint);
    await(registry.register(registration));
    await(registry.register(registration(fingerprint, "another key", "Device")));
    assertEquals(version, rowVersion(fingerprint));
  }

  @Test
  void oneThatTheDatabaseRefusesDoesNotHarmTheOthers() throws Exception {
    DeviceRegistry registry = registry();
    List<Future<RegisteredDevice>> good = new ArrayList<>();
    good.add(registry.register(registration(Fingerprints.next(), "key", "Device")));
    Future<RegisteredDevice> bad =
        registry.register(registration(Fingerprints.next(), "key", "x".repeat(101)));
    good.add(registry.register(registration(Fingerprints.next(), "key", "Device")));
    for (Future<RegisteredDevice> registration : good) {
      assertTrue(await(registration).created());
    }
    assertTrue(await(bad.map(false).otherwise(true)));
  }

  @Test
  void isUnavailableWhileTheDatabaseIsDown() throws Exception {
    try (TcpGate gate = PG.gate()) {
      PgDeviceRegistry registry =
          new PgDeviceRegistry(vertx, PgStore.create(vertx, PG.options().withPort(gate.port())));
      String fingerprint = Fingerprints.next();
      await(registry.register(registration(fingerprint, "key", "Device")));
      Instant later = lastSeen(fingerprint).plusSeconds(5);
      gate.shut();
      assertRefused(FailureCode.UNAVAILABLE, registry.find(fingerprint));
      assertRefused(
          FailureCode.UNAVAILABLE,
          registry.register(registration(Fingerprints.next(), "key", "Device")));
      registry.touch(fingerprint, later);
      assertRefused(FailureCode.UNAVAILABLE, registry.flush());
      gate.open();
      assertTrue(await(registry.find(fingerprint)).isPresent());
      await(registry.flush());
      assertEquals(later, lastSeen(fingerprint), "what could not be written was kept");
    }
  }

  private String rowVersion(String fingerprint) throws Exception {
    return column("xmin::text || ctid::text", fingerprint).getString(0);
  }

  private Row column(String expression, String fingerprint) throws Exception {
    return await(
            store.query(
                "SELECT " + expression + " FROM device_fingerprints WHERE fingerprint = $1",
                Tuple.of(fingerprint)))
        .iterator()
        .next();
  }
}
