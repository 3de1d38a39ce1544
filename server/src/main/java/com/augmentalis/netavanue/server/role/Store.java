package com.augmentalis.netavanue.server.role;

/** The kinds of stores that a role may need. */
public enum Store {
  /** Live state: directory, sessions, queues, caches. */
  REDIS,
  /** Records that outlive a session: devices, pairings, history, licences. */
  POSTGRES
}
