package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.Done;

/**
 * Tells that a participant's socket is gone. It applies only when the member's epoch is still this
 * one; its seat is then kept for the grace period.
 *
 * @param sessionId the session
 * @param fingerprint the participant
 * @param epoch the epoch of the socket that is gone
 */
public record DisconnectMember(String sessionId, String fingerprint, long epoch)
    implements BusRequest<Done> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<Done> replyType() {
    return Done.class;
  }
}
