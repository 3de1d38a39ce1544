package com.augmentalis.netavanue.bench.load;

/**
 * What a connect run does.
 *
 * @param step how far each connect goes
 * @param licenseToken shown with CREATE_SESSION
 * @param underWay connects at the same time (pairs, for sessions)
 * @param warmUpSeconds connecting before the measured window
 * @param seconds length of the measured window
 * @param seed of the devices' identities
 */
public record ConnectOptions(
    ConnectStep step,
    String licenseToken,
    int underWay,
    int warmUpSeconds,
    int seconds,
    long seed) {
  /** Checks the numbers. */
  public ConnectOptions {
    if (underWay < 1 || warmUpSeconds < 0 || seconds < 1) {
      throw new IllegalArgumentException(
          "at least one connect under way and one second are needed, and no negative warm-up");
    }
  }
}
