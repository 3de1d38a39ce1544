package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.Capabilities;
import java.util.List;

/** Cuts what a device claims to a size that is worth keeping. The score is not affected. */
final class CapabilityBounds {

  static final int MAX_NAMES = 32;
  static final int MAX_NAME_LENGTH = 64;

  private static final int MAX_CORES = 256;
  private static final int MAX_RAM_MB = 1_048_576;
  private static final int MAX_BATTERY = 100;
  private static final int MAX_BANDWIDTH_MBPS = 10_000;
  private static final int MAX_SCREEN = 16_384;

  private CapabilityBounds() {}

  static Capabilities apply(Capabilities claim) {
    return new Capabilities(
        clamp(claim.cpuCores(), 1, MAX_CORES),
        clamp(claim.ramMb(), 0, MAX_RAM_MB),
        clamp(claim.batteryPercent(), 0, MAX_BATTERY),
        claim.isCharging(),
        claim.networkType(),
        clamp(claim.bandwidthMbps(), 0, MAX_BANDWIDTH_MBPS),
        claim.deviceType(),
        clamp(claim.screenWidth(), 0, MAX_SCREEN),
        clamp(claim.screenHeight(), 0, MAX_SCREEN),
        names(claim.supportedCodecs()),
        names(claim.modules()));
  }

  private static List<String> names(List<String> names) {
    return names.stream().map(CapabilityBounds::plain).distinct().limit(MAX_NAMES).toList();
  }

  /** Printable characters only: neither JSONB nor UTF-8 takes all that a JSON string may hold. */
  private static String plain(String name) {
    return name.chars()
        .filter(c -> !Character.isISOControl(c) && !Character.isSurrogate((char) c))
        .limit(MAX_NAME_LENGTH)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Integer clamp(Integer value, int min, int max) {
    return value == null ? null : Integer.valueOf(Math.max(min, Math.min(max, value)));
  }
}
