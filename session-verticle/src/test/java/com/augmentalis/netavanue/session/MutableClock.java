package com.augmentalis.netavanue.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes only when it is told to. */
final class MutableClock extends Clock {

  private final AtomicLong now;

  MutableClock(long epochMillis) {
    this.now = new AtomicLong(epochMillis);
  }

  void advance(Duration duration) {
    now.addAndGet(duration.toMillis());
  }

  @Override
  public long millis() {
    return now.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
