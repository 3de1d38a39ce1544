package com.augmentalis.netavanue.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.health.HealthCheck;
import com.augmentalis.netavanue.server.health.HealthMonitor;
import com.augmentalis.netavanue.server.health.HealthRoutes;
import com.augmentalis.netavanue.server.health.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OperatorRoutesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean storeUp = new AtomicBoolean(true);
  private HealthMonitor monitor;
  private URI base;

  @BeforeEach
  void serve(Vertx vertx) throws Exception {
    monitor =
        new HealthMonitor(
            vertx,
            List.of(
                new HealthCheck(
                    "redis",
                    () -> storeUp.get() ? Future.succeededFuture() : Future.failedFuture("down"))),
            System::nanoTime);
    StaticAssets page = StaticAssets.load(getClass().getClassLoader(), "webroot");
    OperatorRoutes routes = new OperatorRoutes(new HealthRoutes(monitor), Optional.of(page));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(routes.router(vertx))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    base = URI.create("http://127.0.0.1:" + server.actualPort());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void probeOnce() throws Exception {
    monitor.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void livenessNeverDependsOnAStore() throws Exception {
    storeUp.set(false);
    probeOnce();
    assertEquals(200, get("/health/live").statusCode());
    assertEquals("{\"status\":\"up\"}", get("/health/live").body());
  }

  @Test
  void readinessTellsWhichStoreIsDown() throws Exception {
    assertEquals(503, get("/health/ready").statusCode());
    assertEquals(503, get("/health/started").statusCode());
    probeOnce();
    monitor.enter(Phase.RUNNING);
    assertEquals(
        "{\"status\":\"up\",\"phase\":\"running\",\"checks\":{\"redis\":\"up\"}}",
        get("/health/ready").body());
    storeUp.set(false);
    probeOnce();
    HttpResponse<String> down = get("/health/ready");
    assertEquals(503, down.statusCode());
    assertEquals(
        "{\"status\":\"down\",\"phase\":\"running\",\"checks\":{\"redis\":\"down\"}}", down.body());
    assertEquals(200, get("/health/started").statusCode());
    assertEquals("no-store", down.headers().firstValue("cache-control").orElse(""));
  }

  @Test
  void stoppingIsNotReady() throws Exception {
    probeOnce();
    monitor.enter(Phase.RUNNING);
    monitor.enter(Phase.STOPPING);
    assertEquals(503, get("/health/ready").statusCode());
    assertEquals(200, get("/health/live").statusCode());
  }

  @Test
  void thePageMayLoadNothingButItsOwn() throws Exception {
    HttpResponse<String> page = get("/");
    assertEquals(200, page.statusCode());
    String policy = page.headers().firstValue("content-security-policy").orElse("");
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertTrue(policy.contains("script-src 'self'"), policy);
    assertTrue(!policy.contains("unsafe"), policy);
    assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElse(""));
    assertEquals("text/html; charset=utf-8", page.headers().firstValue("content-type").orElse(""));
    assertTrue(page.body().contains("<!doctype html>") || page.body().contains("<!DOCTYPE html>"));
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    String etag = get("/").headers().firstValue("etag").orElse(null);
    assertNotNull(etag);
    HttpResponse<String> again = get("/", "If-None-Match", "\"other\", W/" + etag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(200, get("/", "If-None-Match", "\"other\"").statusCode());
  }

  @Test
  void packsForThoseWhoUnpack() throws Exception {
    HttpResponse<String> packed = get("/", "Accept-Encoding", "gzip");
    assertEquals("gzip", packed.headers().firstValue("content-encoding").orElse(""));
    assertTrue(
        get("/", "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding").isEmpty());
  }

  @Test
  void nothingElseIsServed() throws Exception {
    assertEquals(404, get("/nothing").statusCode());
    assertEquals(404, get("/../logback.xml").statusCode());
    assertEquals(404, get("/%2e%2e/application.properties").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(base).POST(HttpRequest.BodyPublishers.ofString("x")).build();
    assertEquals(404, client.send(post, BodyHandlers.ofString()).statusCode());
  }
}
