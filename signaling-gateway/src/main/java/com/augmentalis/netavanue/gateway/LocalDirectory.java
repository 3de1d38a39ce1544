package com.augmentalis.netavanue.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateway instances of this process, so that a relay between two of them needs no event bus.
 * Written when an instance starts or stops, read on every relay. Thread safe.
 */
public final class LocalDirectory {

  private final Map<String, RelayInbox> inboxes = new ConcurrentHashMap<>();

  void add(String instanceId, RelayInbox inbox) {
    inboxes.put(instanceId, inbox);
  }

  void remove(String instanceId) {
    inboxes.remove(instanceId);
  }

  /** The inbox of an instance, or null when it is in another process. */
  RelayInbox get(String instanceId) {
    return inboxes.get(instanceId);
  }
}
