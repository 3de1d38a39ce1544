package com.augmentalis.netavanue.server.http;

import com.augmentalis.netavanue.server.config.ServerConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the operator's routes on the HTTP port of a process without a gateway. */
public final class OperatorVerticle extends VerticleBase {
  private final ServerConfig.Http config;
  private final OperatorRoutes routes;

  /** Creates one for an address. */
  public OperatorVerticle(ServerConfig.Http config, OperatorRoutes routes) {
    this.config = config;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer()
        .requestHandler(routes.router(vertx))
        .listen(config.port(), config.host());
  }
}
