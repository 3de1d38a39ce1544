package com.augmentalis.netavanue.bench.load;

/**
 * What a relay run does.
 *
 * @param profile how pairs are formed
 * @param licenseToken shown with CREATE_SESSION
 * @param connections number of sockets, even
 * @param warmUpSeconds relaying before the measured window
 * @param seconds length of the measured window
 * @param perSecond messages per second over all connections, or 0 for the closed loop
 * @param seed of the devices' identities
 */
public record RelayOptions(
    Profile profile,
    String licenseToken,
    int connections,
    int warmUpSeconds,
    int seconds,
    int perSecond,
    long seed) {
  /** Checks the numbers. */
  public RelayOptions {
    if (connections < 2 || connections % 2 != 0) {
      throw new IllegalArgumentException(
          "connections must be even and at least 2, not " + connections);
    }
    if (warmUpSeconds < 0 || seconds < 1 || perSecond < 0) {
      throw new IllegalArgumentException(
          "times and rate must not be negative, and the window at least 1 s");
    }
  }

  boolean isClosedLoop() {
    return perSecond == 0;
  }
}
