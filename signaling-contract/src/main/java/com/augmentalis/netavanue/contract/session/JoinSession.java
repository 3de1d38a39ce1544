package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Joins the session of an invite code. Joining is atomic: racing joins never pass the limit ({@code
 * SESSION_FULL}), and a device that is in already stays one participant. Unknown codes are {@code
 * SESSION_NOT_FOUND}.
 *
 * @param inviteCode in any case, with or without dashes
 * @param guest the device that joins
 */
public record JoinSession(String inviteCode, JoiningDevice guest)
    implements BusRequest<SessionState> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<SessionState> replyType() {
    return SessionState.class;
  }
}
