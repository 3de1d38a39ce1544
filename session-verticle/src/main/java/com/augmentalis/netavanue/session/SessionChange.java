package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A session after something was done to it, and what that was.
 *
 * @param session the record
 * @param members who is in it, in join order; of a session that has just ended, who was
 * @param events what happened, consecutive versions, oldest first
 * @param gateways the gateway instances that held a participant's socket before or hold one now
 * @param stays what history must learn; of a session that ended, every stay
 */
public record SessionChange(
    SessionRecord session,
    List<Member> members,
    List<SessionEvent> events,
    Set<String> gateways,
    List<Stay> stays) {

  public SessionChange {
    members = List.copyOf(members);
    events = List.copyOf(events);
    gateways = Set.copyOf(gateways);
    stays = List.copyOf(stays);
  }

  /** The session as others see it. */
  public SessionState state() {
    return new SessionState(
        session.sessionId(),
        session.version(),
        session.hostDeviceId(),
        session.hubDeviceId(),
        session.sessionType(),
        Topology.valueOf(session.topology().toUpperCase(Locale.ROOT)),
        session.licenseTier(),
        session.inviteCode(),
        session.createdAtMs(),
        session.expiresAtMs(),
        session.maxPeers() < 0 ? null : session.maxPeers(),
        members);
  }
}
