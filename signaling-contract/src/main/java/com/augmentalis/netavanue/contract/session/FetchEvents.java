package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Asks for the events of a session that come after a version, for whoever missed some.
 *
 * @param sessionId the session
 * @param afterVersion the last version seen
 */
public record FetchEvents(String sessionId, long afterVersion)
    implements BusRequest<SessionEvents> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<SessionEvents> replyType() {
    return SessionEvents.class;
  }
}
