package com.augmentalis.netavanue.store;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static com.augmentalis.netavanue.store.Await.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStoreTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void repliesComeInOrderWhileManyAreUnderWay() throws Exception {
    RedisStore store = open(REDIS.options(), StoreObserver.NONE);
    List<Future<Response>> replies = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      replies.add(store.send(Request.cmd(Command.ECHO).arg(i)));
    }
    for (int i = 0; i < replies.size(); i++) {
      assertEquals(i, await(replies.get(i)).toInteger());
    }
  }

  @Test
  void nilIsNullAndARefusalIsNoOutage() throws Exception {
    RedisStore store = open(REDIS.options(), StoreObserver.NONE);
    assertNull(await(store.send(Request.cmd(Command.GET).arg("nothing"))));
    await(store.send(Request.cmd(Command.SET).arg("text").arg("x")));
    assertInstanceOf(ErrorType.class, failure(store.send(Request.cmd(Command.INCR).arg("text"))));
    assertTrue(await(onContext(store)));
  }

  @Test
  void aBatchIsOneRoundTrip() throws Exception {
    StoreCounters counters = new StoreCounters();
    RedisStore store = open(REDIS.options(), counters);
    List<Response> replies =
        await(
            store.batch(
                List.of(
                    Request.cmd(Command.SET).arg("a").arg("1"),
                    Request.cmd(Command.INCR).arg("a"))));
    assertEquals(2, replies.get(1).toInteger());
    assertEquals(2, counters.commands());
    assertEquals(1, counters.roundTrips());
  }

  @Test
  void refusesWhatIsMoreThanItsBound() throws Exception {
    try (TcpGate gate = REDIS.gate()) {
      RedisStore store =
          open(
              EmbeddedRedisExtension.optionsAt(gate.port()).withMaxInFlight(3), StoreObserver.NONE);
      gate.freeze();
      List<Future<Response>> first = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        first.add(store.send(Request.cmd(Command.ECHO).arg(i)));
      }
      assertUnavailable(store.send(Request.cmd(Command.ECHO).arg("one too many")));
      gate.thaw();
      for (int i = 0; i < 3; i++) {
        assertEquals(i, await(first.get(i)).toInteger());
      }
      assertEquals("after", await(store.send(Request.cmd(Command.ECHO).arg("after"))).toString());
    }
  }

  @Test
  void failsFastWhenDownAndRecoversByItself() throws Exception {
    try (TcpGate gate = REDIS.gate()) {
      RedisStore store = open(EmbeddedRedisExtension.optionsAt(gate.port()), StoreObserver.NONE);
      await(store.send(Request.cmd(Command.PING)));
      gate.shut();
      Future<Response> first = store.send(Request.cmd(Command.PING));
      assertUnavailable(first);
      long before = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertUnavailable(store.send(Request.cmd(Command.PING)));
      }
      assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(5), "fails at once");
      gate.open();
      awaitPong(store);
    }
  }

  @Test
  void givesUpAConnectionThatHangs() throws Exception {
    try (TcpGate gate = REDIS.gate()) {
      RedisStoreOptions quick =
          EmbeddedRedisExtension.optionsAt(gate.port())
              .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200));
      RedisStore store = open(quick, StoreObserver.NONE);
      gate.freeze();
      assertUnavailable(store.send(Request.cmd(Command.PING)));
      assertUnavailable(store.send(Request.cmd(Command.PING)));
      gate.thaw();
      awaitPong(store);
    }
  }

  @Test
  void opensAlsoWhileRedisIsDownAndServesOnceItIsUp() throws Exception {
    EmbeddedRedis own = EmbeddedRedis.start();
    own.down();
    try {
      RedisStore store = open(EmbeddedRedisExtension.optionsAt(own.port()), StoreObserver.NONE);
      assertUnavailable(store.send(Request.cmd(Command.PING)));
      own.up();
      awaitPong(store);
    } finally {
      own.down();
    }
  }

  @Test
  void aSecureAddressIsSpokenToByTls() throws Exception {
    Promise<Integer> firstByte = Promise.promise();
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> socket.handler(data -> firstByte.tryComplete((int) data.getByte(0))));
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    RedisStoreOptions secure =
        RedisStoreOptions.of("rediss://127.0.0.1:" + port)
            .withTimeouts(EmbeddedRedisExtension.PATIENCE, EmbeddedRedisExtension.PATIENCE);
    Future<RedisStore> store = RedisStore.open(vertx, secure, StoreObserver.NONE);
    assertEquals(22, await(firstByte.future()), "a TLS handshake record (RFC 8446 section 5.1)");
    await(server.close());
    await(store.compose(RedisStore::close));
  }

  @Test
  void aRedisThatTakesNoWritesIsUnavailable() throws Exception {
    EmbeddedRedis own = EmbeddedRedis.start();
    try {
      RedisStore store = open(EmbeddedRedisExtension.optionsAt(own.port()), StoreObserver.NONE);
      await(
          store.send(Request.cmd(Command.CONFIG).arg("SET").arg("min-replicas-to-write").arg("1")));
      RedisScript script = RedisScript.of("return redis.call('SET', KEYS[1], 'x')");
      assertUnavailable(store.send(Request.cmd(Command.SET).arg("a").arg("x")));
      assertUnavailable(script.run(store, List.of("a"), List.of()));
      assertUnavailable(store.batch(List.of(Request.cmd(Command.SET).arg("a").arg("x"))));
    } finally {
      own.down();
    }
  }

  @Test
  void aScriptIsSentOnceAndAgainToAServerThatForgotIt() throws Exception {
    StoreCounters counters = new StoreCounters();
    RedisStore store = open(REDIS.options(), counters);
    RedisScript script = RedisScript.of("return redis.call('INCRBY', KEYS[1], ARGV[1])");
    assertEquals(5, await(script.run(store, List.of("{s}:n"), List.of(5))).toInteger());
    assertEquals(2, counters.commands(), "by hash, then by text");
    assertEquals(6, await(script.run(store, List.of("{s}:n"), List.of("1"))).toInteger());
    assertEquals(3, counters.commands(), "by hash");
    await(store.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
    assertEquals(
        8, await(script.run(store, List.of("{s}:n"), List.of(Buffer.buffer("2")))).toInteger());
  }

  @Test
  void aScriptKeepsToOneSlot() throws Exception {
    RedisStore store = open(REDIS.options(), StoreObserver.NONE);
    RedisScript script = RedisScript.of("return 1");
    assertEquals(1, await(script.run(store, List.of("a:{x}", "b:{x}:c"), List.of())).toInteger());
    assertThrows(
        IllegalArgumentException.class,
        () -> script.run(store, List.of("a:{x}", "a:{y}"), List.of()).succeeded());
    assertEquals("x", RedisScript.hashTag("signaling:session:{x}:p{y}"));
    assertEquals("a{}b", RedisScript.hashTag("a{}b"));
    assertEquals("a{b", RedisScript.hashTag("a{b"));
  }

  private RedisStore open(RedisStoreOptions options, StoreObserver observer) throws Exception {
    return await(RedisStore.open(vertx, options, observer));
  }

  private static Future<Boolean> onContext(RedisStore store) {
    return store.send(Request.cmd(Command.PING)).map(pong -> store.available());
  }

  private static void awaitPong(RedisStore store) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Future<Response> pong = store.send(Request.cmd(Command.PING));
      try {
        await(pong);
        return;
      } catch (ServiceException e) {
        assertEquals(FailureCode.UNAVAILABLE, e.code());
        assertTrue(System.nanoTime() < deadline, "recovers by itself");
        Thread.onSpinWait();
      }
    }
  }

  private static void assertUnavailable(Future<?> future) {
    assertRefused(FailureCode.UNAVAILABLE, future);
  }
}
