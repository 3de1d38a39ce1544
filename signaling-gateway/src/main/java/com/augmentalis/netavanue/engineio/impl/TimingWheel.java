package com.augmentalis.netavanue.engineio.impl;

import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All timers of one event loop in one structure: scheduling and cancelling cost nothing but a few
 * pointers in the entry itself, and the whole loop has a single Vert.x timer, running only while
 * entries wait. Precision is one tick. Used by one thread.
 */
public final class TimingWheel {

  /** Something that waits for its time. An entry waits for one time at once. */
  public abstract static class Entry {
    private Entry previous;
    private Entry next;
    private long dueTick;

    /** Called when the time has come; the entry may be scheduled again at once. */
    protected abstract void expired();

    private void unlink() {
      previous.next = next;
      next.previous = previous;
      previous = null;
      next = null;
    }

    private void linkBefore(Entry successor) {
      next = successor;
      previous = successor.previous;
      previous.next = this;
      successor.previous = this;
    }
  }

  private static final class Bucket extends Entry {
    Bucket() {
      super.previous = this;
      super.next = this;
    }

    boolean isEmpty() {
      return super.next == this;
    }

    @Override
    protected void expired() {
      throw new IllegalStateException("a bucket never expires");
    }
  }

  private static final int BUCKETS = 512;

  private final ContextInternal context;
  private final long tickMillis;
  private final LongSupplier millis;
  private final Consumer<Throwable> failures;
  private final long origin;
  private final Bucket[] buckets = new Bucket[BUCKETS];
  private final Bucket due = new Bucket();
  private long lastTick;
  private int waiting;
  private long timer = -1;

  /**
   * Creates a wheel.
   *
   * @param context where the timer runs
   * @param tickMillis the precision in milliseconds
   * @param millis a clock that never goes back, in milliseconds
   * @param failures gets what an entry throws
   */
  public TimingWheel(
      ContextInternal context, long tickMillis, LongSupplier millis, Consumer<Throwable> failures) {
    this.context = context;
    this.tickMillis = tickMillis;
    this.millis = millis;
    this.failures = failures;
    this.origin = millis.getAsLong();
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new Bucket();
    }
  }

  /**
   * Schedules an entry, or moves it if it is scheduled.
   *
   * @param entry the entry
   * @param delayMillis how long from now, at least one tick
   */
  public void schedule(Entry entry, long delayMillis) {
    cancel(entry);
    if (waiting == 0) {
      lastTick = tick();
    }
    long dueMillis = millis.getAsLong() - origin + delayMillis;
    entry.dueTick = Math.max(lastTick + 1, (dueMillis + tickMillis - 1) / tickMillis);
    entry.linkBefore(buckets[(int) (entry.dueTick & (BUCKETS - 1))]);
    waiting++;
    if (timer < 0) {
      timer = context.setPeriodic(tickMillis, id -> advance());
    }
  }

  /**
   * Cancels an entry; does nothing if it is not scheduled.
   *
   * @param entry the entry
   */
  public void cancel(Entry entry) {
    if (entry.next != null) {
      entry.unlink();
      waiting--;
    }
  }

  /** Expires what is due. */
  void advance() {
    long now = tick();
    long first = Math.max(lastTick + 1, now - BUCKETS + 1);
    for (long tick = first; tick <= now; tick++) {
      collect(buckets[(int) (tick & (BUCKETS - 1))], now);
    }
    lastTick = Math.max(lastTick, now);
    while (!due.isEmpty()) {
      Entry entry = ((Entry) due).next;
      entry.unlink();
      waiting--;
      try {
        entry.expired();
      } catch (RuntimeException e) {
        failures.accept(e);
      }
    }
    if (waiting == 0) {
      boolean unused = context.owner().cancelTimer(timer);
      timer = -1;
    }
  }

  private void collect(Bucket bucket, long now) {
    Entry entry = ((Entry) bucket).next;
    while (entry != bucket) {
      Entry following = entry.next;
      if (entry.dueTick <= now) {
        entry.unlink();
        entry.linkBefore(due);
      }
      entry = following;
    }
  }

  private long tick() {
    return (millis.getAsLong() - origin) / tickMillis;
  }
}
