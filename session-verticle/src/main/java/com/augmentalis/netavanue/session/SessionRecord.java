package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.SessionType;

/**
 * A session's record as it is stored. The first names are those of the published Redis layout,
 * where "device id" means the fingerprint.
 *
 * @param sessionId the session's id (UUID)
 * @param hostDeviceId fingerprint of the host
 * @param hostRegistryId the host's id in the device registry (UUID)
 * @param hostUserId the host's user (UUID), or null
 * @param licenseTier the host's tier
 * @param licenseId what identifies the host's licence; not the token
 * @param maxPeers most participants; negative for no bound
 * @param turnAllowed whether the tier relays
 * @param hubDeviceId fingerprint of the hub
 * @param topology {@code star} or {@code mesh}
 * @param state {@link #ACTIVE} or {@link #ENDED}
 * @param sessionType what it is for
 * @param inviteCode {@code AVNE-XXXX-XXXX}
 * @param createdAtMs epoch milliseconds
 * @param expiresAtMs epoch milliseconds
 * @param version the number of the last event
 * @param participantCount how many are in it, or were when it ended
 * @param hubMigrationCount how often the hub changed
 * @param endReason why it ended, or null
 * @param endedAtMs when it ended in epoch milliseconds, or null
 */
public record SessionRecord(
    String sessionId,
    String hostDeviceId,
    String hostRegistryId,
    String hostUserId,
    LicenseTier licenseTier,
    String licenseId,
    int maxPeers,
    boolean turnAllowed,
    String hubDeviceId,
    String topology,
    String state,
    SessionType sessionType,
    String inviteCode,
    long createdAtMs,
    long expiresAtMs,
    long version,
    int participantCount,
    int hubMigrationCount,
    EndReason endReason,
    Long endedAtMs) {

  public static final String ACTIVE = "active";
  public static final String ENDED = "ended";

  /** Whether the session is over. */
  public boolean ended() {
    return ENDED.equals(state);
  }
}
