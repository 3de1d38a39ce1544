package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.RoleName;
import io.vertx.core.Future;
import java.util.Set;

/**
 * One thing that a process can do: a small class that deploys its verticles from the typed
 * configuration.
 */
public interface Role {
  /** The name by which operators choose it. */
  RoleName name();

  /** The stores without which it cannot work; readiness asks for exactly these. */
  Set<Store> needs();

  /**
   * Deploys the role's verticles.
   *
   * @param context what the role may use
   * @return the running role, failed when any verticle failed
   */
  Future<RunningRole> deploy(RoleContext context);
}
