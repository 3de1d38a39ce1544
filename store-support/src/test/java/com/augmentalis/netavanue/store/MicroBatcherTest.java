package com.augmentalis.netavanue.store;

import static com.augmentalis.netavanue.store.Await.await;
import static com.augmentalis.netavanue.store.Await.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  /** The batches in the order in which they came; only touched on the context. */
  private final List<List<String>> batches = new ArrayList<>();

  private final List<Promise<List<String>>> results = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void oneTurnIsOneBatchAndTheOrderIsKept() throws Exception {
    MicroBatcher<String, String> batcher = batcher(new MicroBatcher.Bounds(10, 1, 100), true);
    List<String> answers =
        await(
            onContext(
                () ->
                    Future.all(
                            List.of(batcher.submit("a"), batcher.submit("b"), batcher.submit("c")))
                        .map(all -> all.<String>list())));
    assertEquals(List.of("A", "B", "C"), answers);
    assertEquals(List.of(List.of("a", "b", "c")), batches);
  }

  @Test
  void keepsToItsBounds() throws Exception {
    MicroBatcher<String, String> batcher = batcher(new MicroBatcher.Bounds(2, 1, 3), false);
    List<Future<String>> submitted = new ArrayList<>();
    await(
        onContext(
            () -> {
              for (int i = 0; i < 4; i++) {
                submitted.add(batcher.submit("r" + i));
              }
              return Future.succeededFuture();
            }));
    ServiceException refused = assertInstanceOf(ServiceException.class, failure(submitted.get(3)));
    assertEquals(FailureCode.UNAVAILABLE, refused.code());
    await(turn());
    assertEquals(List.of(List.of("r0", "r1")), batches, "two at most, one batch at a time");
    await(onContext(() -> answer(0)));
    await(turn());
    assertEquals(List.of(List.of("r0", "r1"), List.of("r2")), batches);
    await(onContext(() -> answer(1)));
    assertEquals("R2", await(submitted.get(2)));
  }

  @Test
  void theSameIsNotTwiceInABatch() throws Exception {
    MicroBatcher<String, String> batcher = batcher(new MicroBatcher.Bounds(10, 1, 100), true);
    await(
        onContext(() -> Future.all(batcher.submit("x"), batcher.submit("x"), batcher.submit("y"))));
    assertEquals(List.of(List.of("x", "y"), List.of("x")), batches);
  }

  @Test
  void onlyTheGuiltyFails() throws Exception {
    Function<List<String>, Future<List<String>>> work =
        batch ->
            batch.contains("bad")
                ? Future.failedFuture(new IllegalArgumentException("bad"))
                : Future.succeededFuture(batch);
    MicroBatcher<String, String> batcher =
        new MicroBatcher<>(vertx, new MicroBatcher.Bounds(10, 1, 100), Function.identity(), work);
    Future<String> good = batcher.submit("good");
    Future<String> bad = batcher.submit("bad");
    assertEquals("good", await(good));
    assertInstanceOf(IllegalArgumentException.class, failure(bad));
  }

  @Test
  void anOutageIsNotTriedAgain() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    MicroBatcher<String, String> batcher =
        new MicroBatcher<>(
            vertx,
            new MicroBatcher.Bounds(10, 1, 100),
            Function.identity(),
            batch -> {
              sizes.add(batch.size());
              return Future.failedFuture(new ServiceException(FailureCode.UNAVAILABLE, "down"));
            });
    List<Future<String>> both = new ArrayList<>();
    await(
        onContext(
            () -> {
              both.add(batcher.submit("a"));
              both.add(batcher.submit("b"));
              return Future.succeededFuture();
            }));
    for (Future<String> one : both) {
      assertInstanceOf(ServiceException.class, failure(one));
    }
    assertEquals(List.of(2), sizes);
  }

  @Test
  void workThatThrowsOrMiscountsIsAFailure() throws Exception {
    MicroBatcher<String, String> throwing =
        new MicroBatcher<>(
            vertx,
            new MicroBatcher.Bounds(1, 1, 1),
            Function.identity(),
            batch -> {
              throw new IllegalStateException("thrown");
            });
    assertTrue(failure(throwing.submit("a")).getMessage().contains("thrown"));
    assertTrue(failure(throwing.submit("b")).getMessage().contains("thrown"), "and goes on");
    MicroBatcher<String, String> miscounting =
        new MicroBatcher<>(
            vertx,
            new MicroBatcher.Bounds(1, 1, 1),
            Function.identity(),
            batch -> Future.succeededFuture(List.of()));
    assertInstanceOf(IllegalStateException.class, failure(miscounting.submit("a")));
  }

  private MicroBatcher<String, String> batcher(MicroBatcher.Bounds bounds, boolean atOnce)
      throws Exception {
    Function<List<String>, Future<List<String>>> work =
        batch -> {
          batches.add(batch);
          Promise<List<String>> result = Promise.promise();
          results.add(result);
          if (atOnce) {
            answer(results.size() - 1).onComplete(done -> {});
          }
          return result.future();
        };
    return await(
        onContext(
            () ->
                Future.succeededFuture(
                    new MicroBatcher<>(vertx, bounds, Function.identity(), work))));
  }

  private Future<Void> answer(int batch) {
    results
        .get(batch)
        .complete(batches.get(batch).stream().map(s -> s.toUpperCase(Locale.ROOT)).toList());
    return Future.succeededFuture();
  }

  /** Lets what is queued on the context run, and what that queues. */
  private Future<Void> turn() {
    return onContext(Future::<Void>succeededFuture)
        .compose(v -> onContext(Future::<Void>succeededFuture));
  }

  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> action.get().onComplete(promise));
    return promise.future();
  }
}
