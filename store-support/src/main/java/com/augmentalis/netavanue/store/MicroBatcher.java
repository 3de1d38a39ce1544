package com.augmentalis.netavanue.store;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Carries out many like requests together: what arrives in one turn of the event loop, or while as
 * many batches as allowed are under way, becomes one batch. A request that comes alone is carried
 * out at once, so nothing waits for a timer.
 *
 * <p>When a batch is refused (any failure but a {@link ServiceException}), its requests are carried
 * out one by one, so that only the guilty one fails.
 *
 * <p>Belongs to the context that made it; may be called from any thread.
 *
 * @param <Q> a request
 * @param <R> its result
 */
public final class MicroBatcher<Q, R> {

  /**
   * The bounds of a batcher.
   *
   * @param batchSize most requests of a batch
   * @param concurrency most batches under way
   * @param maxWaiting most requests that wait for a batch; more fail with {@code UNAVAILABLE}
   */
  public record Bounds(int batchSize, int concurrency, int maxWaiting) {

    public Bounds {
      if (batchSize < 1 || concurrency < 1 || maxWaiting < 1) {
        throw new IllegalArgumentException("Each bound of a batcher must be at least 1");
      }
    }
  }

  private final HomeContext home;
  private final Bounds bounds;
  private final Function<Q, ?> identity;
  private final Function<List<Q>, Future<List<R>>> work;
  private final ArrayDeque<Entry<Q, R>> waiting = new ArrayDeque<>();
  private int running;
  private boolean scheduled;

  /**
   * @param vertx whose current context the batcher belongs to
   * @param bounds its bounds
   * @param identity what must not be twice in one batch, for example a row's key
   * @param work carries out a batch; gives one result for each request, in their order
   */
  public MicroBatcher(
      Vertx vertx,
      Bounds bounds,
      Function<Q, ?> identity,
      Function<List<Q>, Future<List<R>>> work) {
    this.home = new HomeContext(vertx);
    this.bounds = bounds;
    this.identity = identity;
    this.work = work;
  }

  /** Carries out a request with others. */
  public Future<R> submit(Q request) {
    Promise<R> promise = Promise.promise();
    Entry<Q, R> entry = new Entry<>(request, promise);
    home.run(() -> enqueue(entry));
    return promise.future();
  }

  private void enqueue(Entry<Q, R> entry) {
    if (waiting.size() >= bounds.maxWaiting()) {
      entry.promise.fail(
          new ServiceException(FailureCode.UNAVAILABLE, "Too many requests wait for a store"));
      return;
    }
    waiting.add(entry);
    schedule();
  }

  /** Lets the turns that are queued already add their requests first. */
  private void schedule() {
    if (!scheduled && running < bounds.concurrency() && !waiting.isEmpty()) {
      scheduled = true;
      home.runLater(
          () -> {
            scheduled = false;
            runBatch();
          });
    }
  }

  private void runBatch() {
    List<Entry<Q, R>> batch = takeBatch();
    if (!batch.isEmpty()) {
      running++;
      run(batch)
          .onComplete(
              done -> {
                running--;
                schedule();
              });
      schedule();
    }
  }

  private List<Entry<Q, R>> takeBatch() {
    List<Entry<Q, R>> batch = new ArrayList<>(Math.min(waiting.size(), bounds.batchSize()));
    Set<Object> identities = new HashSet<>();
    Iterator<Entry<Q, R>> queue = waiting.iterator();
    while (queue.hasNext() && batch.size() < bounds.batchSize()) {
      Entry<Q, R> entry = queue.next();
      if (identities.add(identity.apply(entry.request))) {
        batch.add(entry);
        queue.remove();
      }
    }
    return batch;
  }

  private Future<?> run(List<Entry<Q, R>> batch) {
    return attempt(batch)
        .onSuccess(
            results -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).promise.complete(results.get(i));
              }
            })
        .recover(
            failure -> {
              if (batch.size() == 1 || failure instanceof ServiceException) {
                batch.forEach(entry -> entry.promise.fail(failure));
                return Future.succeededFuture();
              }
              return Future.join(batch.stream().map(entry -> run(List.of(entry))).toList())
                  .mapEmpty();
            });
  }

  private Future<List<R>> attempt(List<Entry<Q, R>> batch) {
    Future<List<R>> results;
    try {
      results = work.apply(batch.stream().map(entry -> entry.request).toList());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return results.compose(
        list ->
            list.size() == batch.size()
                ? Future.succeededFuture(list)
                : Future.failedFuture(
                    new IllegalStateException(
                        list.size() + " results for " + batch.size() + " requests")));
  }

  private record Entry<Q, R>(Q request, Promise<R> promise) {}
}
