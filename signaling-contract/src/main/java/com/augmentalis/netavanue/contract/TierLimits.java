package com.augmentalis.netavanue.contract;

import java.time.Duration;

/**
 * What a licence tier allows. This is the one table of tier limits; every service reads it here.
 *
 * @param maxPeers most participants of a session, its host included; {@link #UNLIMITED} for no
 *     bound
 * @param turnAllowed whether TURN relaying is offered
 * @param turnBytesPerMonth relayed bytes per UTC month; {@link #UNLIMITED} for no bound
 * @param maxDuration longest life of a session
 */
public record TierLimits(
    int maxPeers, boolean turnAllowed, long turnBytesPerMonth, Duration maxDuration) {

  /** Stands for "no bound". */
  public static final int UNLIMITED = -1;

  /** No session lives longer than this, whatever its tier. */
  public static final Duration LONGEST_SESSION = Duration.ofHours(24);

  private static final TierLimits FREE = new TierLimits(2, false, 0, Duration.ofMinutes(40));
  private static final TierLimits PRO = new TierLimits(10, true, 5_000_000_000L, LONGEST_SESSION);
  private static final TierLimits BUSINESS =
      new TierLimits(50, true, 50_000_000_000L, LONGEST_SESSION);
  private static final TierLimits ENTERPRISE =
      new TierLimits(UNLIMITED, true, UNLIMITED, LONGEST_SESSION);

  /** The limits of a tier. */
  public static TierLimits of(LicenseTier tier) {
    return switch (tier) {
      case FREE -> FREE;
      case PRO -> PRO;
      case BUSINESS -> BUSINESS;
      case ENTERPRISE -> ENTERPRISE;
    };
  }

  /** Whether the number of peers is bounded. */
  public boolean peersBounded() {
    return maxPeers != UNLIMITED;
  }
}
