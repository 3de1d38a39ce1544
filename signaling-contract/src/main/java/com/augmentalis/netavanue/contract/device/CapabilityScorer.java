package com.augmentalis.netavanue.contract.device;

import java.util.HashSet;

/**
 * The score by which a hub is elected. Clients compute the same to predict the hub, so the formula
 * and its integer divisions must not drift from theirs. Inputs are clamped, so that no device can
 * win a seat by an absurd claim.
 */
public final class CapabilityScorer {

  private static final int MAX_CORES = 256;
  private static final int MAX_RAM_MB = 1_048_576;
  private static final int MAX_BATTERY = 100;
  private static final int MAX_BANDWIDTH_MBPS = 10_000;
  private static final int MAX_SCREEN_WIDTH = 16_384;
  private static final int MAX_CODECS = 32;

  private CapabilityScorer() {}

  /** The score of a device; an absent value counts 0. */
  public static int score(Capabilities c) {
    int score = clamp(c.cpuCores(), 1, MAX_CORES) * 10;
    score += clamp(c.ramMb(), 0, MAX_RAM_MB) / 100;
    score +=
        Boolean.TRUE.equals(c.isCharging()) ? 200 : clamp(c.batteryPercent(), 0, MAX_BATTERY) * 2;
    score += clamp(c.bandwidthMbps(), 0, MAX_BANDWIDTH_MBPS) * 5;
    score += c.deviceType() == DeviceType.DESKTOP ? 100 : 0;
    score += c.networkType() == NetworkType.ETHERNET ? 50 : 0;
    score += clamp(c.screenWidth(), 0, MAX_SCREEN_WIDTH) / 10;
    score += Math.min(new HashSet<>(c.supportedCodecs()).size(), MAX_CODECS) * 15;
    return score;
  }

  private static int clamp(Integer value, int min, int max) {
    return value == null ? 0 : Math.max(min, Math.min(max, value));
  }
}
