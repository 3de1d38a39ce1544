package com.augmentalis.netavanue.session.license;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import com.augmentalis.netavanue.contract.license.LicenseVerdict.Status;
import com.augmentalis.netavanue.contract.license.ValidateLicense;
import com.augmentalis.netavanue.session.bus.BusLicenseAuthority;
import com.augmentalis.netavanue.session.pg.PgLicenseStore;
import com.augmentalis.netavanue.session.redis.RedisLicenseCache;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LicenseGateTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger tokens = new AtomicInteger();
  private RedisStore redis;
  private PgStore postgres;
  private LicenseStore store;
  private LicenseGate gate;

  @BeforeEach
  void start() throws Exception {
    redis = await(RedisStore.open(vertx, REDIS.options()));
    postgres = PgStore.create(vertx, POSTGRES.options());
    store = new PgLicenseStore(postgres);
    gate = gate(false, NOW);
  }

  @AfterEach
  void stop() throws Exception {
    await(postgres.query("DELETE FROM licenses"));
    await(redis.close());
    await(postgres.close());
    await(vertx.close());
    REDIS.flush();
  }

  @Test
  void aTokenIsRequired() throws Exception {
    for (String token : new String[] {null, "", "  \t"}) {
      assertRefused(FailureCode.LICENSE_REQUIRED, gate.check(token));
    }
  }

  @Test
  void anUnknownTokenIsInvalidAndNotCached() throws Exception {
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("secret-1"));
    issue("secret-1", "PRO", "active", null);
    assertEquals(LicenseTier.PRO, await(gate.check("secret-1")).tier(), "it works at once");
  }

  @Test
  void tiersOfTheLicensingSystemAreMapped() throws Exception {
    String[][] tiers = {
      {"TRIAL", "FREE"}, {"STANDARD", "FREE"}, {"PROFESSIONAL", "PRO"}, {"CUSTOM", "BUSINESS"},
      {"ENTERPRISE", "ENTERPRISE"}, {"FREE", "FREE"}, {"PRO", "PRO"}, {"BUSINESS", "BUSINESS"}
    };
    for (String[] tier : tiers) {
      String token = "token-" + tokens.incrementAndGet();
      issue(token, tier[0], "active", null);
      assertEquals(LicenseTier.valueOf(tier[1]), await(gate.check(token)).tier());
    }
  }

  @Test
  void revokedAndSuspendedAreInvalid() throws Exception {
    issue("revoked", "PRO", "revoked", null);
    issue("suspended", "PRO", "suspended", null);
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("revoked"));
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("suspended"));
  }

  @Test
  void expiryIsToTheMomentAlsoWhenCached() throws Exception {
    issue("brief", "PRO", "active", NOW.plusSeconds(60));
    await(gate.check("brief"));
    await(gate(false, NOW.plusSeconds(59)).check("brief"));
    assertRefused(FailureCode.LICENSE_EXPIRED, gate(false, NOW.plusSeconds(60)).check("brief"));
  }

  @Test
  void aVerdictIsKeptForFiveMinutesUnderTheTokensHash() throws Exception {
    issue("secret-2", "PRO", "active", null);
    License license = await(gate.check("secret-2"));
    String key = "signaling:license:" + TokenHash.of("secret-2") + ":cache";
    String kept = await(redis.send(Request.cmd(Command.GET).arg(key))).toString();
    assertFalse(kept.contains("secret-2"));
    long ttl = await(redis.send(Request.cmd(Command.PTTL).arg(key))).toLong();
    assertEquals((double) Duration.ofMinutes(5).toMillis(), (double) ttl, 10_000);
    await(postgres.query("UPDATE licenses SET status = 'revoked'"));
    assertEquals(license, await(gate.check("secret-2")), "the cache answers");
    await(redis.send(Request.cmd(Command.DEL).arg(key)));
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("secret-2"));
  }

  @Test
  void developmentTokensAreGoodOnlyWhereAllowed() throws Exception {
    await(DevelopmentLicenses.seed(store));
    await(DevelopmentLicenses.seed(store));
    LicenseGate allowing = gate(true, NOW);
    for (LicenseTier tier : LicenseTier.values()) {
      String token = DevelopmentLicenses.token(tier);
      assertEquals(tier, await(allowing.check(token)).tier());
      // The row is there and the verdict is cached, and still it is refused.
      assertRefused(FailureCode.LICENSE_INVALID, gate.check(token));
    }
  }

  @Test
  void anotherServiceTakesPrecedence() throws Exception {
    issue("ours", "PRO", "active", null);
    AtomicInteger asked = new AtomicInteger();
    serve(
        asked,
        request ->
            request.token().equals("theirs")
                ? new LicenseVerdict(Status.VALID, "CUSTOM", "L-1", null)
                : new LicenseVerdict(
                    request.token().equals("old") ? Status.EXPIRED : Status.INVALID,
                    null,
                    null,
                    null));
    assertEquals(new License(LicenseTier.BUSINESS, "L-1"), await(gate.check("theirs")));
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("ours"));
    assertRefused(FailureCode.LICENSE_EXPIRED, gate.check("old"));
    assertEquals(3, asked.get());
    await(gate.check("theirs"));
    assertEquals(3, asked.get(), "the cache answers");
  }

  @Test
  void aServiceThatDoesNotAnswerIsNotPassedOver() throws Exception {
    issue("ours", "PRO", "active", null);
    await(vertx.eventBus().consumer(Addresses.LICENSE_VALIDATE, message -> {}).completion());
    assertRefused(FailureCode.UNAVAILABLE, gate.check("ours"));
  }

  @Test
  void aTierThatNobodyKnowsIsInvalid() throws Exception {
    serve(
        new AtomicInteger(), request -> new LicenseVerdict(Status.VALID, "PLATINUM", "L-2", null));
    assertRefused(FailureCode.LICENSE_INVALID, gate.check("any"));
  }

  private void serve(
      AtomicInteger asked, java.util.function.Function<ValidateLicense, LicenseVerdict> answer)
      throws Exception {
    await(
        new RequestDispatcher(Addresses.LICENSE_VALIDATE)
            .on(
                ValidateLicense.class,
                request -> {
                  asked.incrementAndGet();
                  return Future.succeededFuture(answer.apply(request));
                })
            .register(vertx.eventBus()));
  }

  private LicenseGate gate(boolean developmentAllowed, Instant now) {
    return new LicenseGate(
        new RedisLicenseCache(redis),
        new BusLicenseAuthority(vertx.eventBus(), Duration.ofMillis(200)),
        store,
        Clock.fixed(now, ZoneOffset.UTC),
        developmentAllowed);
  }

  private void issue(String token, String tier, String status, Instant expiresAt) throws Exception {
    OffsetDateTime expires = expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC);
    await(
        postgres.query(
            "INSERT INTO licenses (token_hash, tier, status, expires_at) VALUES ($1, $2, $3, $4)",
            Tuple.of(TokenHash.of(token), tier, status, expires)));
  }
}
