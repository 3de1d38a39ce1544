package com.augmentalis.netavanue.server.health;

import com.augmentalis.netavanue.server.http.Responses;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * The health endpoints. {@code /health/live} is about this process alone and never about a store,
 * since restarting a process does not mend a store; {@code /health/ready} is about traffic; {@code
 * /health/started} is green once everything was deployed.
 */
public final class HealthRoutes {
  private final HealthMonitor monitor;

  /** Creates endpoints that show what a monitor knows. */
  public HealthRoutes(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  /** Mounts the three endpoints. */
  public void mount(Router router) {
    router.get("/health/live").handler(context -> answer(context, true, new JsonObject()));
    router
        .get("/health/started")
        .handler(context -> answer(context, monitor.started(), new JsonObject()));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    JsonObject checks = new JsonObject();
    monitor.checks().forEach((name, up) -> checks.put(name, word(up)));
    answer(
        context,
        monitor.ready(),
        new JsonObject()
            .put("phase", monitor.phase().name().toLowerCase(Locale.ROOT))
            .put("checks", checks));
  }

  private static void answer(RoutingContext context, boolean up, JsonObject more) {
    JsonObject body = new JsonObject().put("status", word(up)).mergeIn(more);
    Responses.end(
        context
            .response()
            .setStatusCode(up ? 200 : 503)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json"),
        body.toBuffer());
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
