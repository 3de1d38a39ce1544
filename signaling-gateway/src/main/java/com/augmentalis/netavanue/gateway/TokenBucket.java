package com.augmentalis.netavanue.gateway;

/**
 * A token bucket: {@code rate} events a second on the long run, {@code burst} at once. Not thread
 * safe.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final double burst;
  private double tokens;
  private long lastNanos;

  /**
   * @param rate tokens a second, positive
   * @param burst most tokens held, at least 1
   * @param nowNanos a monotonic time
   */
  TokenBucket(double rate, double burst, long nowNanos) {
    if (!(rate > 0) || burst < 1) {
      throw new IllegalArgumentException("rate must be positive and burst at least 1");
    }
    this.rate = rate;
    this.burst = burst;
    this.tokens = burst;
    this.lastNanos = nowNanos;
  }

  /**
   * Takes a token.
   *
   * @param nowNanos a monotonic time
   * @return 0 when one was there, else the milliseconds until one is, at least 1
   */
  long take(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - lastNanos) * rate / NANOS_PER_SECOND);
    lastNanos = nowNanos;
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) / rate * 1000));
  }
}
