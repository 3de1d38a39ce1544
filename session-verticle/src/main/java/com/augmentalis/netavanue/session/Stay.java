package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.session.ParticipantRole;

/**
 * One stay of a device in a session, for history. A device that leaves and comes back has two.
 *
 * @param deviceId the device's id in the registry (UUID)
 * @param role its role, at last
 * @param isLicensed whether it is the licensed host
 * @param capabilityScore its score when it joined
 * @param joinedAt epoch milliseconds
 * @param leftAt epoch milliseconds, or null while it stays
 */
public record Stay(
    String deviceId,
    ParticipantRole role,
    boolean isLicensed,
    int capabilityScore,
    long joinedAt,
    Long leftAt) {}
