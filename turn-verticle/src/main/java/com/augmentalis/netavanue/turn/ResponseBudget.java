package com.augmentalis.netavanue.turn;

import java.util.Arrays;

/**
 * Bounds how often a server answers, over all and per source, so that requests with a forged source
 * cannot turn it into a weapon. Its memory does not grow with the number of sources: they share a
 * fixed number of allowances. Used by one thread.
 */
final class ResponseBudget {

  private static final int SLOTS = 4_096;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final int perSecond;
  private final int perSource;
  private final int salt;
  private final int[] used = new int[SLOTS];
  private int usedByAll;
  private long windowStart;

  /**
   * A budget that starts full.
   *
   * @param salt secret, so that nobody can choose sources that share an allowance with another's
   */
  ResponseBudget(int perSecond, int perSource, int salt, long nowNanos) {
    this.perSecond = perSecond;
    this.perSource = perSource;
    this.salt = salt;
    this.windowStart = nowNanos;
  }

  /** Takes one response to a source out of the budget, if there is one left in this second. */
  boolean take(byte[] source, long nowNanos) {
    if (nowNanos - windowStart >= WINDOW_NANOS) {
      windowStart = nowNanos;
      usedByAll = 0;
      Arrays.fill(used, 0);
    }
    int slot = slot(source);
    if (usedByAll >= perSecond || used[slot] >= perSource) {
      return false;
    }
    usedByAll++;
    used[slot]++;
    return true;
  }

  /** Of an IPv6 address the first 64 bits count: one host has all the others. */
  private int slot(byte[] source) {
    int hash = salt;
    for (int i = 0; i < Math.min(8, source.length); i++) {
      hash = 0x01000193 * (hash ^ source[i]);
    }
    hash ^= hash >>> 15;
    hash *= 0x2c1b3c6d;
    hash ^= hash >>> 12;
    return hash & (SLOTS - 1);
  }
}
