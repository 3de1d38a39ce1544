package com.augmentalis.netavanue.session.bus;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.session.EventPublisher;
import com.augmentalis.netavanue.session.SessionChange;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the gateway instances that hold a participant's socket, and publishes each for
 * other services. What one instance sends to one gateway leaves in the order of the calls.
 */
public final class BusEventPublisher implements EventPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(BusEventPublisher.class);

  private final EventBus eventBus;
  private final BusClient gateways;

  /**
   * @param timeout how long a gateway's reply is awaited
   */
  public BusEventPublisher(EventBus eventBus, Duration timeout) {
    this.eventBus = eventBus;
    this.gateways = new BusClient(eventBus, timeout);
  }

  @Override
  public void publish(SessionChange change) {
    String sessionId = change.session().sessionId();
    SessionEvents events = new SessionEvents(sessionId, change.events());
    for (String gateway : change.gateways()) {
      gateways
          .request(Addresses.gateway(gateway), events)
          .onFailure(
              failure ->
                  LOG.debug(
                      "Gateway {} missed events of {}: {}",
                      gateway,
                      sessionId,
                      failure.getMessage()));
    }
    for (SessionEvent event : change.events()) {
      eventBus.publish(Addresses.event("session", event.type()), ContractJson.encodeObject(event));
    }
  }
}
