package com.augmentalis.netavanue.contract.device;

/**
 * What an election needs to know of a device.
 *
 * @param score see {@link CapabilityScorer}
 * @param batteryLow see {@link Capabilities#batteryLow()}
 */
public record CapabilityScore(int score, boolean batteryLow) {}
