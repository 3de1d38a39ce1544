package com.augmentalis.netavanue.server.config;

/**
 * What a process can do in the cluster. One process may have several roles; all of them by default.
 */
public enum RoleName {
  /** Serves devices over Socket.IO. */
  GATEWAY,
  /** Session life cycle, invite codes, membership, licences. */
  SESSION,
  /** Device registry, presence, capabilities. */
  DEVICE,
  /** TURN credentials and STUN binding. */
  TURN,
  /** Pairing requests and pairings. */
  PAIRING
}
