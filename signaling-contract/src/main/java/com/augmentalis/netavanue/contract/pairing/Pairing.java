package com.augmentalis.netavanue.contract.pairing;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;

/**
 * A standing trust between two devices, as one of them sees it.
 *
 * @param pairingId the pairing's id (UUID)
 * @param peerFingerprint the other device
 * @param peerDeviceName its name
 * @param peerPlatform what it runs on
 * @param peerDeviceType its kind
 * @param createdAt epoch milliseconds
 */
public record Pairing(
    String pairingId,
    String peerFingerprint,
    String peerDeviceName,
    Platform peerPlatform,
    DeviceType peerDeviceType,
    long createdAt) {}
