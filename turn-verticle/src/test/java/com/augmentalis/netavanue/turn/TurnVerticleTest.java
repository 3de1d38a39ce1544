package com.augmentalis.netavanue.turn;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.turn.IssueTurnCredentials;
import com.augmentalis.netavanue.contract.turn.TurnCredentials;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.store.TcpGate;
import com.augmentalis.netavanue.turn.redis.RedisCredentialStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole service, over the bus, with a real Redis and a clock that stands still. */
class TurnVerticleTest {

  private static final String FINGERPRINT = "0a".repeat(32);
  private static final long NOW = 1_767_225_600L;
  private static final SharedSecret SECRET = SharedSecret.of("north");
  private static final TurnOptions OPTIONS = TurnOptions.of(TurnServer.of("turn.example", SECRET));

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  private final Vertx vertx = Vertx.vertx();
  private final BusClient bus = new BusClient(vertx.eventBus());
  private TcpGate gate;

  @BeforeEach
  void openGate() {
    REDIS.flush();
    gate = REDIS.gate();
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
    gate.close();
  }

  @Test
  void issuesCredentialsForOneHour() throws Exception {
    deploy(OPTIONS);
    TurnCredentials issued = await(bus.request(request("s1", LicenseTier.PRO, true)));
    String username = (NOW + 3_600) + ":" + FINGERPRINT;
    assertEquals(username, issued.username());
    assertEquals(SECRET.passwordFor(username), issued.password());
    assertEquals(3_600, issued.ttlSeconds());
    assertEquals(
        List.of(
            "stun:turn.example:3478",
            "turn:turn.example:3478?transport=udp",
            "turn:turn.example:3478?transport=tcp",
            "turns:turn.example:5349?transport=tcp"),
        issued.urls());
    assertEquals(
        Optional.of(new CredentialStore.Grant("s1", FINGERPRINT, LicenseTier.PRO)),
        await(grants().find(username)));
  }

  @Test
  void twoInOneSecondHaveDifferentNames() throws Exception {
    deploy(OPTIONS);
    TurnCredentials first = await(bus.request(request("s1", LicenseTier.PRO, false)));
    TurnCredentials second = await(bus.request(request("s2", LicenseTier.ENTERPRISE, false)));
    assertEquals((NOW + 3_600) + ":" + FINGERPRINT, first.username());
    assertEquals((NOW + 3_601) + ":" + FINGERPRINT, second.username());
    assertEquals(SECRET.passwordFor(second.username()), second.password());
    assertEquals(3_600, second.ttlSeconds());
    assertEquals(
        Optional.of(new CredentialStore.Grant("s2", FINGERPRINT, LicenseTier.ENTERPRISE)),
        await(grants().find(second.username())));
    for (int i = 0; i < 15; i++) {
      await(bus.request(request("s", LicenseTier.PRO, false)));
    }
    assertRefused(FailureCode.UNAVAILABLE, bus.request(request("s", LicenseTier.PRO, false)));
  }

  @Test
  void freeHostsHaveStunOnly() throws Exception {
    deploy(OPTIONS);
    TurnCredentials free = await(bus.request(request("s1", LicenseTier.FREE, false)));
    assertEquals(new TurnCredentials("", "", List.of("stun:turn.example:3478"), 3_600), free);
    assertRefused(FailureCode.TURN_UNAVAILABLE, bus.request(request("s1", LicenseTier.FREE, true)));
  }

  @Test
  void withoutATurnServerEverybodyHasStunOnly() throws Exception {
    deploy(TurnOptions.stunOnly(List.of("stun:127.0.0.1:3479")));
    assertEquals(
        new TurnCredentials("", "", List.of("stun:127.0.0.1:3479"), 3_600),
        await(bus.request(request("s1", LicenseTier.ENTERPRISE, false))));
    assertRefused(
        FailureCode.TURN_UNAVAILABLE, bus.request(request("s1", LicenseTier.ENTERPRISE, true)));
  }

  @Test
  void namesTheFieldThatIsWrong() throws Exception {
    deploy(OPTIONS);
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bus.request(new IssueTurnCredentials("s", "a:b", LicenseTier.PRO, false)));
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bus.request(new IssueTurnCredentials(null, FINGERPRINT, LicenseTier.PRO, false)));
    assertRefused(
        FailureCode.INVALID_MESSAGE,
        bus.request(new IssueTurnCredentials("s", FINGERPRINT, null, false)));
  }

  @Test
  void isUnavailableWhileRedisIsDown() throws Exception {
    deploy(OPTIONS);
    gate.shut();
    assertRefused(FailureCode.UNAVAILABLE, bus.request(request("s1", LicenseTier.PRO, false)));
    assertEquals("", await(bus.request(request("s1", LicenseTier.FREE, false))).username());
  }

  @Test
  void optionsAreChecked() {
    assertThrows(
        IllegalArgumentException.class, () -> new TurnServer("turn.example", 0, 5_349, SECRET));
    assertThrows(IllegalArgumentException.class, () -> TurnServer.of(" ", SECRET));
    assertThrows(
        IllegalArgumentException.class, () -> TurnOptions.stunOnly(List.of("turn:x:3478")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TurnOptions(Optional.empty(), List.of(), Duration.ZERO));
    assertEquals("stun:[::1]:3478", TurnServer.of("::1", SECRET).stunUrl());
  }

  private void deploy(TurnOptions options) throws Exception {
    StoreFactory stores =
        new StoreFactory(
            EmbeddedRedisExtension.optionsAt(gate.port()),
            PgStoreOptions.of("127.0.0.1", 1, "unused", "unused", ""));
    Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW).plusMillis(999), ZoneOffset.UTC);
    await(vertx.deployVerticle(new TurnVerticle(stores, options, clock)));
  }

  private CredentialStore grants() throws Exception {
    return new RedisCredentialStore(await(RedisStore.open(vertx, REDIS.options())));
  }

  private static IssueTurnCredentials request(
      String sessionId, LicenseTier tier, boolean relayRequired) {
    return new IssueTurnCredentials(sessionId, FINGERPRINT, tier, relayRequired);
  }
}
