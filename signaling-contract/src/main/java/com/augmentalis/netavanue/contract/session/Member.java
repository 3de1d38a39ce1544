package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;

/**
 * A participant of a session.
 *
 * @param fingerprint the device
 * @param deviceName its name
 * @param platform what it runs on
 * @param deviceType its kind
 * @param role its role at this version of the session
 * @param capabilityScore its score
 * @param isLicensed whether it is the licensed host
 * @param connected false while it is away and its seat is kept
 * @param location the socket that speaks for it, with the epoch that fences late events; while it
 *     is away, the last one
 */
public record Member(
    String fingerprint,
    String deviceName,
    Platform platform,
    DeviceType deviceType,
    ParticipantRole role,
    int capabilityScore,
    boolean isLicensed,
    boolean connected,
    SocketLocation location) {}
