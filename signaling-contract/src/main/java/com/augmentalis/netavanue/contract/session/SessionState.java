package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.LicenseTier;
import java.util.List;

/**
 * A session as it stood after the event with number {@code version}.
 *
 * @param sessionId the session's id (UUID)
 * @param version the number of the last event; a later event of the session has a higher one
 * @param hostFingerprint the device that created it
 * @param hubFingerprint the elected hub
 * @param sessionType what it is for
 * @param topology how its participants connect
 * @param tier the host's licence tier
 * @param inviteCode {@code AVNE-XXXX-XXXX}
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds
 * @param maxPeers most participants, or null for no bound
 * @param members in the order in which they joined
 */
public record SessionState(
    String sessionId,
    long version,
    String hostFingerprint,
    String hubFingerprint,
    SessionType sessionType,
    Topology topology,
    LicenseTier tier,
    String inviteCode,
    long createdAt,
    long expiresAt,
    Integer maxPeers,
    List<Member> members) {

  public SessionState {
    members = List.copyOf(members);
  }
}
