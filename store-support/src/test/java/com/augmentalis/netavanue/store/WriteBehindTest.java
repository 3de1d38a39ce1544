package com.augmentalis.netavanue.store;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final List<Map<String, Integer>> written = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void onlyTheLastValueOfAKeyIsWritten() throws Exception {
    WriteBehind<String, Integer> behind = behind(NEVER, 10, 10, this::write);
    behind.put("a", 1);
    behind.put("b", 2);
    behind.put("a", 3);
    await(behind.flush());
    assertEquals(List.of(Map.of("a", 3, "b", 2)), written);
    await(behind.flush());
    assertEquals(1, written.size(), "nothing waits any more");
  }

  @Test
  void writesByItselfAfterTheDelay() throws Exception {
    Promise<Map<String, Integer>> taken = Promise.promise();
    WriteBehind<String, Integer> behind =
        behind(
            Duration.ofMillis(5),
            10,
            10,
            batch -> {
              taken.complete(batch);
              return Future.succeededFuture();
            });
    behind.put("a", 1);
    assertEquals(Map.of("a", 1), await(taken.future()));
  }

  @Test
  void keepsToItsBounds() throws Exception {
    WriteBehind<String, Integer> behind = behind(NEVER, 2, 3, this::write);
    for (int i = 0; i < 5; i++) {
      behind.put("k" + i, i);
    }
    behind.put("k1", 11);
    await(behind.flush());
    assertEquals(
        List.of(Map.of("k0", 0, "k1", 11), Map.of("k2", 2)),
        written,
        "two at a time; keys beyond three are dropped, known ones replaced");
  }

  @Test
  void whatAnOutageRefusedIsWrittenLaterUnlessReplaced() throws Exception {
    ServiceException down = new ServiceException(FailureCode.UNAVAILABLE, "down");
    Promise<Void> first = Promise.promise();
    WriteBehind<String, Integer> behind =
        behind(
            NEVER,
            10,
            10,
            batch -> {
              written.add(batch);
              return written.size() == 1 ? first.future() : Future.succeededFuture();
            });
    behind.put("a", 1);
    behind.put("b", 2);
    Future<Void> flush = behind.flush();
    behind.put("a", 10);
    vertx.runOnContext(v -> first.fail(down));
    assertInstanceOf(
        ServiceException.class,
        await(flush.map((Throwable) null).recover(Future::succeededFuture)));
    await(behind.flush());
    assertEquals(List.of(Map.of("a", 1, "b", 2), Map.of("a", 10, "b", 2)), written);
  }

  @Test
  void whatIsRefusedForGoodDoesNotHoldUpTheRest() throws Exception {
    WriteBehind<String, Integer> behind =
        behind(
            NEVER,
            10,
            10,
            batch ->
                batch.containsKey("bad")
                    ? Future.failedFuture(new IllegalArgumentException("bad"))
                    : write(batch));
    behind.put("bad", 1);
    Future<Void> flush = behind.flush();
    assertInstanceOf(
        IllegalArgumentException.class,
        await(flush.map((Throwable) null).recover(Future::succeededFuture)));
    behind.put("good", 2);
    await(behind.flush());
    assertEquals(List.of(Map.of("good", 2)), written);
  }

  private Future<?> write(Map<String, Integer> batch) {
    written.add(batch);
    return Future.succeededFuture();
  }

  private WriteBehind<String, Integer> behind(
      Duration delay, int batchSize, int maxKeys, Function<Map<String, Integer>, Future<?>> to) {
    return new WriteBehind<>(vertx, "test", new WriteBehind.Bounds(delay, batchSize, maxKeys), to);
  }
}
