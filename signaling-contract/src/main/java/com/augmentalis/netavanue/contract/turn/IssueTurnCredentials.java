package com.augmentalis.netavanue.contract.turn;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Asks for TURN credentials for a participant of a session.
 *
 * @param sessionId the session
 * @param fingerprint the participant
 * @param hostTier the tier of the session's host, which decides what is offered
 * @param relayRequired whether {@code stun:} URLs alone would be no answer: then a tier without
 *     TURN is {@code TURN_UNAVAILABLE}
 */
public record IssueTurnCredentials(
    String sessionId, String fingerprint, LicenseTier hostTier, boolean relayRequired)
    implements BusRequest<TurnCredentials> {

  @Override
  public String address() {
    return Addresses.TURN;
  }

  @Override
  public Class<TurnCredentials> replyType() {
    return TurnCredentials.class;
  }
}
