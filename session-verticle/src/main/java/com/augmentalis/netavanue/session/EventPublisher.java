package com.augmentalis.netavanue.session;

/** Tells of what happened in sessions. */
@FunctionalInterface
public interface EventPublisher {

  /**
   * Sends a change's events to its gateways and to whoever listens. Returns at once: an event that
   * is lost on the way shows as a gap in versions, and is asked for.
   */
  void publish(SessionChange change);
}
