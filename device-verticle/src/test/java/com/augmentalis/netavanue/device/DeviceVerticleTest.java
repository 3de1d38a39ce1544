package com.augmentalis.netavanue.device;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.device.BindDevice;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.DeviceRegistered;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.NetworkType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.RegisterDevice;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.StoreCounters;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole service, over the bus, with real stores. */
class DeviceVerticleTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();
  private final BusClient bus = new BusClient(vertx.eventBus());
  private final StoreCounters counters = new StoreCounters();
  private final PgStore postgres = PgStore.create(vertx, PG.options());
  private TcpGate redisGate;
  private TcpGate postgresGate;
  private String deployment;

  @BeforeEach
  void deploy() throws Exception {
    redisGate = REDIS.gate();
    postgresGate = PG.gate();
    StoreFactory stores =
        new StoreFactory(
            EmbeddedRedisExtension.optionsAt(redisGate.port()),
            PG.options().withPort(postgresGate.port()),
            counters);
    deployment =
        await(
            vertx.deployVerticle(
                () -> new DeviceVerticle(stores), new DeploymentOptions().setInstances(2)));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
    redisGate.close();
    postgresGate.close();
  }

  @Test
  void registersAndBinds() throws Exception {
    Promise<DeviceRegistered> announced = Promise.promise();
    await(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                "signaling.events.device.registered",
                message ->
                    announced.tryComplete(
                        ContractJson.decode(message.body().toBuffer(), DeviceRegistered.class)))
            .completion());
    String fingerprint = Fingerprints.next();
    BoundDevice first = await(bus.request(register(fingerprint, "key", "gw-1", "s1")));
    assertEquals(fingerprint, first.device().fingerprint());
    assertEquals("Device", first.device().deviceName());
    assertEquals("gw-1", first.location().instance());
    assertEquals("s1", first.location().socketId());
    assertNull(first.previous());
    assertEquals(first.device().deviceId(), await(announced.future()).deviceId());

    BoundDevice second = await(bus.request(new BindDevice(fingerprint, "gw-2", "s2")));
    assertEquals(first.device(), second.device());
    assertEquals(first.location(), second.previous());
    assertTrue(second.location().epoch() > first.location().epoch());

    assertEquals(
        Done.DONE, await(bus.request(new UnbindDevice(fingerprint, first.location().epoch()))));
    BoundDevice third = await(bus.request(new BindDevice(fingerprint, "gw-2", "s3")));
    assertEquals(second.location(), third.previous(), "a late disconnect took nothing away");
    assertEquals(
        Done.DONE, await(bus.request(new UnbindDevice(fingerprint, third.location().epoch()))));
    assertNull(await(bus.request(new BindDevice(fingerprint, "gw-2", "s4"))).previous());
  }

  @Test
  void refusesOtherKeysStrangersAndBlockedDevices() throws Exception {
    String fingerprint = Fingerprints.next();
    assertRefused(
        FailureCode.DEVICE_NOT_REGISTERED, bus.request(new BindDevice(fingerprint, "gw", "s")));
    await(bus.request(register(fingerprint, "key", "gw", "s")));
    assertRefused(
        FailureCode.DEVICE_KEY_MISMATCH, bus.request(register(fingerprint, "other", "gw", "t")));
    assertEquals(
        "s",
        await(bus.request(new BindDevice(fingerprint, "gw", "u"))).previous().socketId(),
        "the refused one took no place");
    await(
        postgres.query(
            "UPDATE device_fingerprints SET is_blocked = TRUE WHERE fingerprint = $1",
            Tuple.of(fingerprint)));
    assertRefused(FailureCode.DEVICE_BLOCKED, bus.request(new BindDevice(fingerprint, "gw", "s")));
    assertRefused(FailureCode.DEVICE_BLOCKED, bus.request(register(fingerprint, "key", "gw", "s")));
  }

  @Test
  void namesTheFieldThatIsWrong() throws Exception {
    String fingerprint = Fingerprints.next();
    assertInvalid("fingerprint", register("ABC", "key", "gw", "s"));
    assertInvalid("fingerprint", register(fingerprint.replace('0', 'A'), "key", "gw", "s"));
    assertInvalid("fingerprint", register(null, "key", "gw", "s"));
    assertInvalid("publicKey", register(fingerprint, null, "gw", "s"));
    assertInvalid("publicKey", register(fingerprint, "k".repeat(1_025), "gw", "s"));
    assertInvalid("publicKey", register(fingerprint, "nul\0", "gw", "s"));
    assertInvalid("instance", register(fingerprint, "key", null, "s"));
    assertInvalid("deviceName", named(fingerprint, "x".repeat(101), Platform.IOS));
    assertInvalid("deviceName", named(fingerprint, null, Platform.IOS));
    assertInvalid("platform", named(fingerprint, "x", null));
    assertInvalid("capabilities", new ScoreCapabilities(fingerprint, null));
    BoundDevice device =
        await(
            bus.request(new RegisterDevice(fingerprint, "key", "", Platform.IOS, null, "gw", "s")));
    assertEquals(DeviceType.PHONE, device.device().deviceType(), "what a client leaves out");
  }

  @Test
  void scoresWhatADeviceCanDo() throws Exception {
    String fingerprint = Fingerprints.next();
    Capabilities claim =
        new Capabilities(
            8,
            16_000,
            15,
            false,
            NetworkType.ETHERNET,
            100,
            DeviceType.DESKTOP,
            1_920,
            1_080,
            List.of("VP8", "H264", "VP8"),
            List.of());
    CapabilityScore score = await(bus.request(new ScoreCapabilities(fingerprint, claim)));
    assertEquals(80 + 160 + 30 + 500 + 100 + 50 + 192 + 30, score.score());
    assertTrue(score.batteryLow());
    Capabilities absurd =
        new Capabilities(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            null,
            null,
            Integer.MAX_VALUE,
            null,
            Integer.MAX_VALUE,
            -5,
            List.of("a\0b", "\ud83d\ude00".repeat(500)),
            null);
    assertEquals(
        2_560 + 10_485 + 200 + 50_000 + 1_638 + 30,
        await(bus.request(new ScoreCapabilities(fingerprint, absurd))).score());
  }

  @Test
  void aConnectCostsOneStatementAndOneRoundTripToRedis() throws Exception {
    await(bus.request(register(Fingerprints.next(), "key", "gw", "s")));
    await(bus.request(register(Fingerprints.next(), "key", "gw", "s")));
    String fingerprint = Fingerprints.next();
    long before = counters.commands();
    await(bus.request(register(fingerprint, "key", "gw", "s")));
    assertEquals(2, counters.commands() - before);
    before = counters.commands();
    await(bus.request(new BindDevice(fingerprint, "gw", "s")));
    assertEquals(2, counters.commands() - before);
  }

  @Test
  void whatIsWrittenBehindIsWrittenBeforeItStops() throws Exception {
    String fingerprint = Fingerprints.next();
    await(bus.request(register(fingerprint, "key", "gw", "s")));
    await(
        bus.request(
            new ScoreCapabilities(
                fingerprint, CapabilityStoreContract.snapshot(4, 0).capabilities())));
    await(vertx.undeploy(deployment));
    assertFalse(
        await(
                    postgres.query(
                        "SELECT 1 FROM device_fingerprints"
                            + " WHERE fingerprint = $1 AND last_capabilities IS NOT NULL",
                        Tuple.of(fingerprint)))
                .size()
            == 0);
    assertRefused(FailureCode.UNAVAILABLE, bus.request(new BindDevice(fingerprint, "gw", "s")));
  }

  @Test
  void answersUnavailableWhileAStoreIsDownAndRecovers() throws Exception {
    String fingerprint = Fingerprints.next();
    await(bus.request(register(fingerprint, "key", "gw", "s")));
    redisGate.shut();
    for (int i = 0; i < 4; i++) {
      assertRefused(FailureCode.UNAVAILABLE, bus.request(new BindDevice(fingerprint, "gw", "s")));
    }
    redisGate.open();
    awaitBind(fingerprint);
    postgresGate.shut();
    for (int i = 0; i < 4; i++) {
      assertRefused(FailureCode.UNAVAILABLE, bus.request(new BindDevice(fingerprint, "gw", "s")));
    }
    assertEquals(
        Done.DONE,
        await(bus.request(new UnbindDevice(fingerprint, 1))),
        "what needs Redis alone goes on");
    postgresGate.open();
    awaitBind(fingerprint);
  }

  /** Until both instances are back. */
  private void awaitBind(String fingerprint) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int inARow = 0;
    while (inARow < 4) {
      try {
        await(bus.request(new BindDevice(fingerprint, "gw", "s")));
        inARow++;
      } catch (ServiceException e) {
        assertEquals(FailureCode.UNAVAILABLE, e.code());
        assertTrue(System.nanoTime() < deadline, "recovers by itself");
        inARow = 0;
      }
    }
  }

  private void assertInvalid(String field, BusRequest<?> request) throws Exception {
    try {
      await(bus.request(Addresses.DEVICE, request));
    } catch (ServiceException e) {
      assertEquals(FailureCode.INVALID_MESSAGE, e.code());
      assertTrue(e.getMessage().contains(field), e::getMessage);
      return;
    }
    throw new AssertionError(field + " was accepted");
  }

  private static RegisterDevice register(
      String fingerprint, String key, String instance, String socketId) {
    return new RegisterDevice(
        fingerprint, key, "Device", Platform.ANDROID, DeviceType.PHONE, instance, socketId);
  }

  private static RegisterDevice named(String fingerprint, String name, Platform platform) {
    return new RegisterDevice(fingerprint, "key", name, platform, DeviceType.PHONE, "gw", "s");
  }
}
