package com.augmentalis.netavanue.bench.load;

import java.time.Duration;

/**
 * What a connect run does.
 *
 * @param step how far each connect goes
 * @param licenseToken shown with CREATE_SESSION
 * @param underWay connects at the same time (pairs, for sessions)
 * @param warmUp connecting before the measured window
 * @param window length of the measured window
 * @param seed of the devices' identities
 */
public record ConnectOptions(
    ConnectStep step,
    String licenseToken,
    int underWay,
    Duration warmUp,
    Duration window,
    long seed) {
  /** Checks the numbers. */
  public ConnectOptions {
    if (underWay < 1 || warmUp.isNegative() || (window.isNegative() || window.isZero())) {
      throw new IllegalArgumentException(
          "at least one connect under way and a window are needed, and no negative warm-up");
    }
  }
}
