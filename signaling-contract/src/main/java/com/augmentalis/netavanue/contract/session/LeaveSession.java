package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.Done;

/**
 * Leaves a session. When the host leaves, the session ends. {@code NOT_IN_SESSION} for a device
 * that is no participant.
 *
 * @param sessionId the session
 * @param fingerprint the participant
 */
public record LeaveSession(String sessionId, String fingerprint) implements BusRequest<Done> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<Done> replyType() {
    return Done.class;
  }
}
