package com.augmentalis.netavanue.contract.device;

/**
 * A registered device.
 *
 * @param deviceId the registry's id (UUID)
 * @param userId the user it is linked to (UUID), or null
 * @param fingerprint 64 lower-case hex characters
 * @param deviceName a name for people
 * @param platform what it runs on
 * @param deviceType its kind
 */
public record Device(
    String deviceId,
    String userId,
    String fingerprint,
    String deviceName,
    Platform platform,
    DeviceType deviceType) {}
