package com.augmentalis.netavanue.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts commands and round trips. May be shared by any number of stores and threads. */
public final class StoreCounters implements StoreObserver {

  private final LongAdder commands = new LongAdder();
  private final LongAdder roundTrips = new LongAdder();

  @Override
  public void roundTrip(int count) {
    commands.add(count);
    roundTrips.increment();
  }

  /** Commands or statements sent so far. */
  public long commands() {
    return commands.sum();
  }

  /** Round trips that callers waited for so far. */
  public long roundTrips() {
    return roundTrips.sum();
  }
}
