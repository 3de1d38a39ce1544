package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.server.http.OperatorRoutes;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * What a role may use to deploy itself.
 *
 * @param vertx the process's Vert.x
 * @param config the configuration; {@code config.http().port()} is the real port even when any free
 *     one was asked for
 * @param stores how the stores are reached needs it
 * @param routes health endpoints and page, to be mounted beside whatever serves the HTTP port
 */
public record RoleContext(
    Vertx vertx, ServerConfig config, StoreOptions stores, OperatorRoutes routes) {

  /**
   * Deploys a number of instances of one verticle, each on an event loop.
   *
   * @return the running role of these instances
   */
  public Future<RunningRole> deploy(Supplier<? extends Deployable> verticle, int instances) {
    return vertx
        .deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
        .map(id -> () -> vertx.undeploy(id));
  }
}
