package com.augmentalis.netavanue.gateway;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Keeps the requests of one socket in order: while one waits for a service, the later ones wait for
 * it, so that a client may send JOIN_SESSION and its first offer in one breath. What completes at
 * once costs no queueing. Not thread safe.
 */
final class RequestLane {

  private final int limit;
  private ArrayDeque<Supplier<Future<?>>> waiting;
  private boolean busy;

  /**
   * @param limit most requests that may wait
   */
  RequestLane(int limit) {
    this.limit = limit;
  }

  /**
   * Runs a step when all earlier ones are done.
   *
   * @param step starts the work; must not throw
   * @return false when too many wait already; the step will then never run
   */
  boolean submit(Supplier<Future<?>> step) {
    if (!busy) {
      run(step);
      return true;
    }
    if (waiting == null) {
      waiting = new ArrayDeque<>(4);
    }
    if (waiting.size() >= limit) {
      return false;
    }
    waiting.add(step);
    return true;
  }

  /** Drops what still waits. */
  void clear() {
    waiting = null;
  }

  private void run(Supplier<Future<?>> first) {
    Supplier<Future<?>> step = first;
    busy = true;
    while (step != null) {
      Future<?> future = step.get();
      if (!future.isComplete()) {
        future.onComplete(done -> resume());
        return;
      }
      step = next();
    }
    busy = false;
  }

  private void resume() {
    Supplier<Future<?>> step = next();
    if (step == null) {
      busy = false;
    } else {
      run(step);
    }
  }

  private Supplier<Future<?>> next() {
    if (waiting == null) {
      return null;
    }
    Supplier<Future<?>> step = waiting.poll();
    if (step == null) {
      waiting = null;
    }
    return step;
  }
}
