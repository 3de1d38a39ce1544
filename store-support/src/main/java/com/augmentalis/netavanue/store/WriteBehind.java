package com.augmentalis.netavanue.store;

import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes later what may be late and may be lost with the process: values that replace each other,
 * of which only the last of each key is written. What cannot be written now ({@link
 * ServiceException}) is kept and tried again; when too many keys wait, the newest key is dropped.
 *
 * <p>Belongs to the context that made it; may be called from any thread.
 *
 * @param <K> what a value is of
 * @param <V> the value
 */
public final class WriteBehind<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

  /**
   * The bounds of a write-behind.
   *
   * @param delay how long a value may wait
   * @param batchSize most values of a write
   * @param maxKeys most keys that wait
   */
  public record Bounds(Duration delay, int batchSize, int maxKeys) {

    public Bounds {
      RedisStoreOptions.requirePositive("delay", delay);
      if (batchSize < 1 || maxKeys < 1) {
        throw new IllegalArgumentException("Each bound of a write-behind must be at least 1");
      }
    }
  }

  private final Vertx vertx;
  private final HomeContext home;
  private final String what;
  private final Bounds bounds;
  private final Function<Map<K, V>, Future<?>> writer;
  private final Map<K, V> waiting = new LinkedHashMap<>();
  private Future<Void> write = Future.succeededFuture();
  private long timer = -1;
  private long dropped;

  /**
   * @param vertx whose current context it belongs to
   * @param what what is written, for logs
   * @param bounds its bounds
   * @param writer writes a batch
   */
  public WriteBehind(
      Vertx vertx, String what, Bounds bounds, Function<Map<K, V>, Future<?>> writer) {
    this.vertx = vertx;
    this.home = new HomeContext(vertx);
    this.what = what;
    this.bounds = bounds;
    this.writer = writer;
  }

  /** Notes a value, in place of one of the same key that still waits. */
  public void put(K key, V value) {
    home.run(() -> note(key, value));
  }

  /**
   * Writes what waits, all of it.
   *
   * @return fails when the store did not take it; it is kept then
   */
  public Future<Void> flush() {
    Promise<Void> done = Promise.promise();
    home.run(() -> writeAll().onComplete(done));
    return done.future();
  }

  private void note(K key, V value) {
    if (waiting.size() >= bounds.maxKeys() && !waiting.containsKey(key)) {
      dropped++;
      // The first, and then ever more rarely.
      if (Long.bitCount(dropped) == 1) {
        LOG.warn("{}: {} values dropped, {} keys wait", what, dropped, waiting.size());
      }
      return;
    }
    waiting.put(key, value);
    schedule();
  }

  private void schedule() {
    if (timer < 0) {
      timer = vertx.setTimer(bounds.delay().toMillis(), id -> home.run(this::onTimer));
    }
  }

  private void onTimer() {
    timer = -1;
    writeAll()
        .onFailure(
            failure -> {
              LOG.debug("{} not written yet", what, failure);
              schedule();
            });
  }

  /** One write at a time, so that an older value never comes after a newer one. */
  private Future<Void> writeAll() {
    write = write.otherwiseEmpty().compose(v -> writeNext());
    return write;
  }

  private Future<Void> writeNext() {
    if (waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<K, V> batch = new LinkedHashMap<>();
    Iterator<Map.Entry<K, V>> entries = waiting.entrySet().iterator();
    while (entries.hasNext() && batch.size() < bounds.batchSize()) {
      Map.Entry<K, V> entry = entries.next();
      batch.put(entry.getKey(), entry.getValue());
      entries.remove();
    }
    return attempt(batch).onFailure(failure -> giveBack(batch, failure)).compose(v -> writeNext());
  }

  private void giveBack(Map<K, V> batch, Throwable failure) {
    if (failure instanceof ServiceException) {
      batch.forEach(waiting::putIfAbsent);
    } else {
      // Not an outage: the same values would be refused again, and hold up all others.
      LOG.error("{}: {} values refused", what, batch.size(), failure);
    }
  }

  private Future<?> attempt(Map<K, V> batch) {
    try {
      return writer.apply(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
