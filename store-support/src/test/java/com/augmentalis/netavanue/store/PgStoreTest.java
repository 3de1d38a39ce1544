package com.augmentalis.netavanue.store;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static com.augmentalis.netavanue.store.Await.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgStoreTest {

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void manyStatementsShareFewConnections() throws Exception {
    PgStore store = PgStore.create(vertx, PG.options());
    List<Future<RowSet<Row>>> replies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      replies.add(store.query("SELECT $1::int + 1", Tuple.of(i)));
    }
    for (int i = 0; i < replies.size(); i++) {
      assertEquals(i + 1, await(replies.get(i)).iterator().next().getInteger(0));
    }
    Row connections =
        await(
                store.query(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'netavanue'"))
            .iterator()
            .next();
    assertTrue(connections.getLong(0) <= PgStoreOptions.DEFAULT_POOL_SIZE, connections::toString);
  }

  @Test
  void aBatchIsOneRoundTrip() throws Exception {
    StoreCounters counters = new StoreCounters();
    PgStore store = PgStore.create(vertx, PG.options(), counters);
    await(
        store.batch(
            "INSERT INTO users (id) VALUES ($1)",
            List.of(Tuple.of(UUID.randomUUID()), Tuple.of(UUID.randomUUID()))));
    assertEquals(2, counters.commands());
    assertEquals(1, counters.roundTrips());
  }

  @Test
  void aBrokenRuleIsNamed() throws Exception {
    PgStore store = PgStore.create(vertx, PG.options());
    UUID id = UUID.randomUUID();
    String insert = "INSERT INTO users (id) VALUES ($1)";
    await(store.query(insert, Tuple.of(id)));
    ConstraintViolation violation =
        assertInstanceOf(ConstraintViolation.class, failure(store.query(insert, Tuple.of(id))));
    assertEquals(ConstraintViolation.Kind.UNIQUE, violation.kind());
    assertEquals("users_pkey", violation.constraint());
    assertEquals(
        ConstraintViolation.Kind.NOT_NULL,
        assertInstanceOf(
                ConstraintViolation.class,
                failure(store.query("INSERT INTO users (id) VALUES (NULL)")))
            .kind());
    assertInstanceOf(PgException.class, failure(store.query("SELECT nonsense")));
  }

  @Test
  void aFailedTransactionLeavesNothing() throws Exception {
    PgStore store = PgStore.create(vertx, PG.options());
    UUID id = UUID.randomUUID();
    Future<Void> work =
        store.transaction(
            connection ->
                connection
                    .preparedQuery("INSERT INTO users (id) VALUES ($1)")
                    .execute(Tuple.of(id))
                    .compose(done -> Future.failedFuture(new IllegalArgumentException("no"))));
    assertInstanceOf(IllegalArgumentException.class, failure(work));
    assertEquals(0, await(store.query("SELECT 1 FROM users WHERE id = $1", Tuple.of(id))).size());
  }

  @Test
  void failsFastWhenDownAndRecoversByItself() throws Exception {
    try (TcpGate gate = PG.gate()) {
      PgStore store = PgStore.create(vertx, PG.options().withPort(gate.port()));
      await(store.query("SELECT 1"));
      gate.shut();
      long before = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertUnavailable(store.query("SELECT 1"));
      }
      assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(5), "fails at once");
      gate.open();
      assertEquals(1, await(store.query("SELECT 1")).size());
    }
  }

  @Test
  void givesUpAStatementThatHangs() throws Exception {
    try (TcpGate gate = PG.gate()) {
      PgStore store =
          PgStore.create(
              vertx,
              PG.options()
                  .withPort(gate.port())
                  .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(1_500)));
      await(store.query("SELECT 1"));
      gate.freeze();
      assertUnavailable(store.query("SELECT 1"));
      gate.thaw();
      assertEquals(1, await(store.query("SELECT 1")).size());
    }
  }

  @Test
  void givesUpALoginThatHangs() throws Exception {
    try (TcpGate gate = PG.gate()) {
      gate.freeze();
      PgStore store =
          PgStore.create(
              vertx,
              PG.options()
                  .withPort(gate.port())
                  .withTimeouts(Duration.ofMillis(200), Duration.ofMinutes(5)));
      assertUnavailable(store.query("SELECT 1"));
    }
  }

  @Test
  void aStatementGivenUpEndsInTheServerToo() throws Exception {
    PgStore store =
        PgStore.create(
            vertx, PG.options().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(200)));
    assertUnavailable(store.query("SELECT pg_sleep(30)"));
    PgStore other = PgStore.create(vertx, PG.options());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    String sleepers =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            + " AND state = 'active' AND query LIKE 'SELECT pg_sleep%'";
    while (await(other.query(sleepers)).size() > 0) {
      assertTrue(System.nanoTime() < deadline, "the statement still runs");
    }
  }

  @Test
  void readsAnAddress() {
    PgStoreOptions options = PgStoreOptions.ofUri("postgresql://app:p%40ss@db.local/signal");
    assertEquals("db.local", options.host());
    assertEquals(5432, options.port());
    assertEquals("app", options.user());
    assertEquals("p@ss", options.password());
    assertEquals("jdbc:postgresql://db.local:5432/signal", options.jdbcUrl());
    assertTrue(!options.toString().contains("p@ss"), options::toString);
  }

  private static void assertUnavailable(Future<?> future) {
    assertRefused(FailureCode.UNAVAILABLE, future);
  }
}
