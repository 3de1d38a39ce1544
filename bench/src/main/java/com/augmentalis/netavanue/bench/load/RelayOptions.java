package com.augmentalis.netavanue.bench.load;

import java.time.Duration;

/**
 * What a relay run does.
 *
 * @param profile how pairs are formed
 * @param licenseToken shown with CREATE_SESSION
 * @param connections number of sockets, even
 * @param warmUp relaying before the measured window
 * @param window length of the measured window
 * @param perSecond messages per second over all connections, or 0 for the closed loop
 * @param seed of the devices' identities
 */
public record RelayOptions(
    Profile profile,
    String licenseToken,
    int connections,
    Duration warmUp,
    Duration window,
    int perSecond,
    long seed) {
  /** Checks the numbers. */
  public RelayOptions {
    if (connections < 2 || connections % 2 != 0) {
      throw new IllegalArgumentException(
          "connections must be even and at least 2, not " + connections);
    }
    if (warmUp.isNegative() || (window.isNegative() || window.isZero()) || perSecond < 0) {
      throw new IllegalArgumentException(
          "warm-up and rate must not be negative, and the window longer than nothing");
    }
  }

  boolean isClosedLoop() {
    return perSecond == 0;
  }
}
