package com.augmentalis.netavanue.bench.load;

/**
 * When each message of a fixed-rate run is due. Connections take turns: message k of the run is
 * message k / n of connection k mod n.
 *
 * @param start {@link System#nanoTime()} of the first message
 * @param perSecond messages per second over all connections
 * @param connections how many take turns
 * @param warmUpNanos messages due earlier than this after the start are not measured
 * @param totalNanos length of the whole run
 */
record FixedRateSchedule(
    long start, int perSecond, int connections, long warmUpNanos, long totalNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  FixedRateSchedule {
    if (perSecond <= 0 || connections <= 0) {
      throw new IllegalArgumentException("rate and connections must be positive");
    }
  }

  /** Due time of message {@code number} (from 0) of one connection. */
  long due(int connection, long number) {
    return due(number * connections + connection);
  }

  /** Due time of message {@code k} (from 0) of the run. */
  long due(long k) {
    return start + (long) (k * (NANOS_PER_SECOND / perSecond));
  }

  /** True for messages behind the warm-up. */
  boolean isMeasured(long due) {
    return due - start >= warmUpNanos;
  }

  /** Number of messages in the run. */
  long messages() {
    return (long) (totalNanos / NANOS_PER_SECOND * perSecond);
  }
}
