package com.augmentalis.netavanue.server.role;

import io.vertx.core.Future;
import java.time.Duration;

/** A deployed role. */
public interface RunningRole {
  /**
   * Moves clients away before the role is undeployed, for as long as the budget at most. Roles
   * without clients of their own have nothing to do.
   */
  default Future<Void> drain(Duration budget) {
    return Future.succeededFuture();
  }

  /** Undeploys all verticles of the role. */
  Future<Void> undeploy();
}
