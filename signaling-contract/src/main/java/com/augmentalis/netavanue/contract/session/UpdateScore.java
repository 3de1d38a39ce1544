package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.device.CapabilityScore;

/**
 * Changes a participant's score, which may move the hub.
 *
 * @param sessionId the session
 * @param fingerprint the participant
 * @param score what it can do now
 */
public record UpdateScore(String sessionId, String fingerprint, CapabilityScore score)
    implements BusRequest<ScoreUpdated> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<ScoreUpdated> replyType() {
    return ScoreUpdated.class;
  }
}
