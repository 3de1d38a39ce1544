package com.augmentalis.netavanue.engineio.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Collects the transports that were written to while one event loop worked through what it had
 * read, and flushes each once at the end: an ack and a relay to the same connection become one
 * system call. A task queued on an event loop runs right after the reads of the same iteration, so
 * a lone message does not wait. Used by one thread.
 */
final class FlushQueue {

  /** What can be flushed. */
  interface Flushable {
    /** Hands what was written to the network. */
    void flushNow();
  }

  private final Executor loop;
  private final Consumer<Throwable> failures;
  private final Runnable task = this::flushAll;
  private List<Flushable> dirty = new ArrayList<>();
  private List<Flushable> spare = new ArrayList<>();

  /**
   * @param loop runs the flushes
   * @param failures gets what a transport throws; the others are flushed all the same
   */
  FlushQueue(Executor loop, Consumer<Throwable> failures) {
    this.loop = loop;
    this.failures = failures;
  }

  /** Flushes soon; the caller sees to it that nobody is added twice. */
  void add(Flushable flushable) {
    dirty.add(flushable);
    if (dirty.size() == 1) {
      loop.execute(task);
    }
  }

  private void flushAll() {
    List<Flushable> batch = dirty;
    dirty = spare;
    spare = batch;
    for (int i = 0; i < batch.size(); i++) {
      try {
        batch.get(i).flushNow();
      } catch (RuntimeException e) {
        failures.accept(e);
      }
    }
    batch.clear();
  }
}
