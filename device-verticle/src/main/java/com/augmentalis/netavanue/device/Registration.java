package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;

/**
 * What a device says of itself when it registers.
 *
 * @param fingerprint 64 lower-case hex characters
 * @param publicKey the key as the device sent it
 * @param deviceName at most 100 characters
 * @param platform what it runs on
 * @param deviceType its kind
 */
public record Registration(
    String fingerprint,
    String publicKey,
    String deviceName,
    Platform platform,
    DeviceType deviceType) {}
