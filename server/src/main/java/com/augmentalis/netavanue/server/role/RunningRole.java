package com.augmentalis.netavanue.server.role;

import io.vertx.core.Future;

/** A deployed role. */
@FunctionalInterface
public interface RunningRole {

  /** Undeploys all verticles of the role. */
  Future<Void> undeploy();
}
