package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.Done;
import java.util.List;

/**
 * Events of one session, in the order in which they happened. The session service sends them to
 * each gateway instance that holds a participant's socket, at the instance's own address; the reply
 * says that they were taken.
 *
 * @param sessionId the session
 * @param events consecutive versions, oldest first
 */
public record SessionEvents(String sessionId, List<SessionEvent> events)
    implements BusRequest<Done> {

  public SessionEvents {
    events = List.copyOf(events);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always: it goes to a gateway's address, which the sender names
   */
  @Override
  public String address() {
    throw new IllegalStateException("SessionEvents goes to the address of a gateway instance");
  }

  @Override
  public Class<Done> replyType() {
    return Done.class;
  }
}
