package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.session.redis.RedisDeadlineStore;
import com.augmentalis.netavanue.session.redis.RedisInviteStore;
import com.augmentalis.netavanue.session.redis.RedisSeatStore;
import com.augmentalis.netavanue.session.redis.RedisSessionStore;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis goes away and comes back. */
class OutageTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private final TcpGate gate = REDIS.gate();
  private SessionTestBed bed;
  private JoiningDevice host;
  private JoiningDevice guest;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options());
    bed.deploy(
        SessionTestBed.OPTIONS, EmbeddedRedisExtension.optionsAt(gate.port()), POSTGRES.options());
    host = bed.device("east", 500);
    guest = bed.device("west", 300);
  }

  @AfterEach
  void stop() {
    bed.close();
    gate.close();
    REDIS.flush();
  }

  @Test
  void everyRequestIsRefusedAtOnceAndServedAgainAfterwards() {
    SessionState session = await(bed.create(host, LicenseTier.PRO));
    gate.shut();
    String id = session.sessionId();
    List<Future<?>> requests =
        List.of(
            bed.create(host, LicenseTier.PRO),
            bed.join(session, guest),
            bed.bus.request(new LeaveSession(id, fingerprint(host))),
            bed.bus.request(new DisconnectMember(id, fingerprint(host), 1)),
            bed.bus.request(new UpdateScore(id, fingerprint(host), new CapabilityScore(1, false))),
            bed.bus.request(new FetchSession(id)),
            bed.bus.request(new FetchEvents(id, 0)));
    long before = System.nanoTime();
    requests.forEach(request -> assertRefused(FailureCode.UNAVAILABLE, request));
    assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(4), "at once");
    gate.open();
    awaitServed(session);
    assertEquals(session, bed.call(new FetchSession(id)), "nothing was half done");
    await(bed.join(session, guest));
  }

  @Test
  void aStartThatFailsLeavesNoConnectionThatComesBack() {
    int starts = 20;
    try (TcpGate database = POSTGRES.gate()) {
      database.shut();
      StoreFactory stores =
          new StoreFactory(REDIS.options(), POSTGRES.options().withPort(database.port()));
      long before = connectionsEver();
      for (int i = 0; i < starts; i++) {
        assertRefused(
            FailureCode.UNAVAILABLE,
            bed.vertx.deployVerticle(new SessionVerticle(stores, SessionTestBed.OPTIONS)));
      }
      assertEquals(starts, connectionsEver() - before);
    }
  }

  private long connectionsEver() {
    String name = "total_connections_received:";
    return bed.redis(Command.INFO, "stats")
        .toString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsFiredForAWhileAfterTheOutage() {
    bed.vertx.deploymentIDs().forEach(id -> await(bed.vertx.undeploy(id)));
    bed.deploy(SessionTestBed.OPTIONS.withSweepInterval(Duration.ofHours(1)));
    SessionState session = await(bed.join(await(bed.create(host, LicenseTier.PRO)), guest));
    bed.call(
        new DisconnectMember(session.sessionId(), fingerprint(guest), guest.location().epoch()));
    bed.clock.advance(Duration.ofSeconds(60));
    RedisStore gated =
        await(RedisStore.open(bed.vertx, EmbeddedRedisExtension.optionsAt(gate.port())));
    DeadlineSweeper sweeper = sweeper(gated);
    gate.shut();
    await(sweeper.sweep());
    gate.open();
    Await.until("Redis is back", () -> await(reachable(gated)));
    await(sweeper.sweep());
    bed.clock.advance(Duration.ofMillis(29_999));
    await(sweeper.sweep());
    assertEquals(2, bed.call(new FetchSession(session.sessionId())).members().size());
    bed.clock.advance(Duration.ofMillis(1));
    await(sweeper.sweep());
    assertEquals(1, bed.call(new FetchSession(session.sessionId())).members().size());
  }

  private DeadlineSweeper sweeper(RedisStore store) {
    SessionStore sessions =
        new RedisSessionStore(
            store, bed.clock, new RedisSessionStore.Settings(256, 0, 600_000, 900_000));
    DeadlineStore deadlines = new RedisDeadlineStore(store, bed.clock, Duration.ofSeconds(10));
    HistoryWriter history = new HistoryWriter(entries -> Future.succeededFuture(), bed.clock, 10);
    ChangeEffects effects =
        new ChangeEffects(
            change -> {},
            history,
            new Seats(new RedisSeatStore(store, bed.clock, 16), sessions, bed.clock),
            deadlines,
            sessions,
            new RedisInviteStore(store),
            bed.clock);
    return new DeadlineSweeper(
        deadlines, sessions, effects, history, bed.clock, Duration.ofSeconds(30));
  }

  private static Future<Boolean> reachable(RedisStore store) {
    return store
        .send(Request.cmd(Command.PING))
        .map(true)
        .recover(failure -> Future.succeededFuture(false));
  }

  private void awaitServed(SessionState session) {
    Await.until(
        "served again",
        () ->
            await(
                bed.bus
                    .request(new FetchSession(session.sessionId()))
                    .map(true)
                    .recover(
                        failure -> {
                          assertEquals(
                              FailureCode.UNAVAILABLE, ((ServiceException) failure).code());
                          return Future.succeededFuture(false);
                        })));
  }
}
