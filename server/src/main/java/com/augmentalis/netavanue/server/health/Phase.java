package com.augmentalis.netavanue.server.health;

/** Where a process is in its life. */
public enum Phase {
  /** Stores and roles are being started. */
  STARTING,
  /** Everything is deployed. */
  RUNNING,
  /** Roles are being undeployed; the end is near. */
  STOPPING
}
