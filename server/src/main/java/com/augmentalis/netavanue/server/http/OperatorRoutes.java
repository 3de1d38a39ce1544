package com.augmentalis.netavanue.server.http;

import com.augmentalis.netavanue.server.health.HealthRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Optional;

/**
 * What an HTTP port serves beside Socket.IO: health endpoints and, when it is on, the page.
 * Immutable and free of context, so that every gateway instance may mount it on a router of its
 * own.
 */
public final class OperatorRoutes {
  private final HealthRoutes health;
  private final Optional<StaticAssets> page;

  /**
   * Creates the routes.
   *
   * @param health health endpoints
   * @param page the page's files; absent when the page is off
   */
  public OperatorRoutes(HealthRoutes health, Optional<StaticAssets> page) {
    this.health = health;
    this.page = page;
  }

  /**
   * Mounts the routes at the end of a router: {@code /health/…}, then every path that is a file of
   * the page.
   */
  public void mount(Router router) {
    health.mount(router);
    page.ifPresent(assets -> router.route().handler(new StaticPage(assets)));
  }

  /** A router with these routes alone, to serve requests that are not for Socket.IO. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    mount(router);
    return router;
  }
}
