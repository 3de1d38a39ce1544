package com.augmentalis.netavanue.socketio.impl;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Which instance remembers a lost connection: a client may come back to another event loop. Touched
 * when connections end and are recovered, never while they run.
 */
public final class LostSessions {

  private final ConcurrentHashMap<String, RecoveryStore> stores = new ConcurrentHashMap<>();

  /** An empty directory. */
  public LostSessions() {}

  void put(String privateId, RecoveryStore store) {
    stores.put(privateId, store);
  }

  void remove(String privateId, RecoveryStore store) {
    stores.remove(privateId, store);
  }

  RecoveryStore find(String privateId) {
    return stores.get(privateId);
  }
}
