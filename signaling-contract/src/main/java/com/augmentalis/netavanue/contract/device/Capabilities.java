package com.augmentalis.netavanue.contract.device;

import java.util.List;
import java.util.Objects;

/**
 * What a device says about itself. Absent values are {@code null}; lists are never null.
 *
 * @param cpuCores processor cores
 * @param ramMb memory in MiB
 * @param batteryPercent charge, 0 to 100; null for a device without a battery
 * @param isCharging whether it is on mains power
 * @param networkType the network in use
 * @param bandwidthMbps bandwidth in Mbit/s
 * @param deviceType the kind of device
 * @param screenWidth pixels
 * @param screenHeight pixels
 * @param supportedCodecs codec names
 * @param modules names of installed modules
 */
public record Capabilities(
    int cpuCores,
    int ramMb,
    Integer batteryPercent,
    Boolean isCharging,
    NetworkType networkType,
    Integer bandwidthMbps,
    DeviceType deviceType,
    Integer screenWidth,
    Integer screenHeight,
    List<String> supportedCodecs,
    List<String> modules) {

  /** A hub at or below this charge that is not charging yields its seat. */
  public static final int LOW_BATTERY_PERCENT = 20;

  public Capabilities {
    supportedCodecs = List.copyOf(Objects.requireNonNullElse(supportedCodecs, List.of()));
    modules = List.copyOf(Objects.requireNonNullElse(modules, List.of()));
  }

  /** Whether the battery is at or below {@value #LOW_BATTERY_PERCENT} % and not being charged. */
  public boolean batteryLow() {
    return batteryPercent != null
        && batteryPercent <= LOW_BATTERY_PERCENT
        && !Boolean.TRUE.equals(isCharging);
  }
}
