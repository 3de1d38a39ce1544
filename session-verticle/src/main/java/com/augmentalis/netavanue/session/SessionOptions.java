package com.augmentalis.netavanue.session;

import java.time.Duration;
import java.util.Objects;

/**
 * How the session service behaves.
 *
 * @param grace how long the seat of a participant whose socket is gone is kept
 * @param sweepInterval pause between looks at what is due
 * @param claimHold how long a due deadline stays with the instance that took it
 * @param outageQuiet how long nothing is fired after the store was out of reach
 * @param hubMargin points by which a challenger must surpass the hub
 * @param eventsKept events of a session kept for who missed some
 * @param publishTimeout how long a gateway's reply is awaited
 * @param licenseTimeout how long an outside licensing service may take
 * @param flushInterval pause between writes of history
 * @param historyBacklog most sessions whose history waits to be written; then none is created
 * @param seedDevelopmentLicenses whether the tokens dev-free, dev-pro, dev-business and
 *     dev-enterprise are good; only for a run on embedded stores
 */
public record SessionOptions(
    Duration grace,
    Duration sweepInterval,
    Duration claimHold,
    Duration outageQuiet,
    int hubMargin,
    int eventsKept,
    Duration publishTimeout,
    Duration licenseTimeout,
    Duration flushInterval,
    int historyBacklog,
    boolean seedDevelopmentLicenses) {

  /** As the protocol says, without development licences. */
  public static final SessionOptions DEFAULTS =
      new SessionOptions(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          0,
          256,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          20_000,
          false);

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public SessionOptions {
    requireAtLeast("grace", grace, Duration.ofSeconds(1));
    requireAtLeast("sweepInterval", sweepInterval, Duration.ofMillis(1));
    requireAtLeast("claimHold", claimHold, Duration.ofMillis(1));
    requireAtLeast("outageQuiet", outageQuiet, Duration.ZERO);
    requireAtLeast("publishTimeout", publishTimeout, Duration.ofMillis(1));
    requireAtLeast("licenseTimeout", licenseTimeout, Duration.ofMillis(1));
    requireAtLeast("flushInterval", flushInterval, Duration.ofMillis(1));
    requireAtLeast("hubMargin", hubMargin, 0);
    requireAtLeast("eventsKept", eventsKept, 1);
    requireAtLeast("historyBacklog", historyBacklog, 1);
  }

  /** The same with another grace. */
  public SessionOptions withGrace(Duration value) {
    return new SessionOptions(
        value,
        sweepInterval,
        claimHold,
        outageQuiet,
        hubMargin,
        eventsKept,
        publishTimeout,
        licenseTimeout,
        flushInterval,
        historyBacklog,
        seedDevelopmentLicenses);
  }

  /** The same with another pause between looks at what is due. */
  public SessionOptions withSweepInterval(Duration value) {
    return new SessionOptions(
        grace,
        value,
        claimHold,
        outageQuiet,
        hubMargin,
        eventsKept,
        publishTimeout,
        licenseTimeout,
        flushInterval,
        historyBacklog,
        seedDevelopmentLicenses);
  }

  /** The same with another margin. */
  public SessionOptions withHubMargin(int value) {
    return new SessionOptions(
        grace,
        sweepInterval,
        claimHold,
        outageQuiet,
        value,
        eventsKept,
        publishTimeout,
        licenseTimeout,
        flushInterval,
        historyBacklog,
        seedDevelopmentLicenses);
  }

  /** The same with another bound on history that waits. */
  public SessionOptions withHistoryBacklog(int value) {
    return new SessionOptions(
        grace,
        sweepInterval,
        claimHold,
        outageQuiet,
        hubMargin,
        eventsKept,
        publishTimeout,
        licenseTimeout,
        flushInterval,
        value,
        seedDevelopmentLicenses);
  }

  /** The same with or without development licences. */
  public SessionOptions withSeedDevelopmentLicenses(boolean value) {
    return new SessionOptions(
        grace,
        sweepInterval,
        claimHold,
        outageQuiet,
        hubMargin,
        eventsKept,
        publishTimeout,
        licenseTimeout,
        flushInterval,
        historyBacklog,
        value);
  }

  private static void requireAtLeast(String name, Duration value, Duration least) {
    if (Objects.requireNonNull(value, name).compareTo(least) < 0) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", is " + value);
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", is " + value);
    }
  }
}
