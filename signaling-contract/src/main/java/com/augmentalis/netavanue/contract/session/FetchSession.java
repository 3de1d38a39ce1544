package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Asks for a session as it stands, for whoever missed events of it.
 *
 * @param sessionId the session
 */
public record FetchSession(String sessionId) implements BusRequest<SessionState> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<SessionState> replyType() {
    return SessionState.class;
  }
}
