package com.augmentalis.netavanue.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs many asynchronous steps with a bounded number under way; stops at the first failure. Event
 * loop only.
 */
final class Bounded<T> {
  private final EventLoop loop;
  private final int total;
  private final Supplier<CompletableFuture<T>> step;
  private final List<T> results;
  private final CompletableFuture<List<T>> done = new CompletableFuture<>();
  private int started;

  private Bounded(EventLoop loop, int total, Supplier<CompletableFuture<T>> step) {
    this.loop = loop;
    this.total = total;
    this.step = step;
    this.results = new ArrayList<>(total);
  }

  /**
   * Runs {@code step} {@code total} times.
   *
   * @return the results, in order of completion; callable from any thread
   */
  static <T> CompletableFuture<List<T>> run(
      EventLoop loop, int total, int concurrency, Supplier<CompletableFuture<T>> step) {
    Bounded<T> run = new Bounded<>(loop, total, step);
    loop.execute(
        () -> {
          if (total == 0) {
            run.done.complete(run.results);
          }
          for (int i = 0; i < concurrency; i++) {
            run.next();
          }
        });
    return run.done;
  }

  private void next() {
    if (started == total || done.isDone()) {
      return;
    }
    started++;
    var unused =
        step.get()
            .whenComplete(
                (result, failure) -> {
                  if (failure != null) {
                    done.completeExceptionally(failure);
                    return;
                  }
                  results.add(result);
                  if (results.size() == total) {
                    done.complete(results);
                  } else {
                    // Not called directly: a step that completes at once would recurse.
                    loop.execute(this::next);
                  }
                });
  }
}
