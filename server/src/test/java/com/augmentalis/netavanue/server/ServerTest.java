package com.augmentalis.netavanue.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.config.ConfigLoader;
import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.server.embedded.SharedPrograms;
import com.augmentalis.netavanue.server.role.Role;
import com.augmentalis.netavanue.server.role.RoleContext;
import com.augmentalis.netavanue.server.role.RunningRole;
import com.augmentalis.netavanue.server.role.Store;
import com.augmentalis.netavanue.store.Migrations;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  @TempDir Path data;

  private ServerConfig config(String port) throws Exception {
    return new ConfigLoader(Map.of(), 1)
        .load(Map.of("--data", data.resolve("d").toString(), "--port", port), Optional.empty());
  }

  /** Stands where a gateway stands: serves the port and mounts the operator's routes. */
  private static final class PortRole implements Role {
    private final boolean works;

    PortRole(boolean works) {
      this.works = works;
    }

    @Override
    public RoleName name() {
      return RoleName.GATEWAY;
    }

    @Override
    public Set<Store> needs() {
      return Set.of(Store.values());
    }

    @Override
    public Future<RunningRole> deploy(RoleContext context) {
      return works
          ? context.deploy(() -> new PortVerticle(context), 1)
          : Future.failedFuture("the role does not work");
    }
  }

  private static final class PortVerticle extends VerticleBase {
    private final RoleContext role;

    PortVerticle(RoleContext role) {
      this.role = role;
    }

    @Override
    public Future<?> start() {
      ServerConfig.Http http = role.config().http();
      return vertx
          .createHttpServer()
          .requestHandler(role.routes().router(vertx))
          .listen(http.port(), http.host());
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  @Test
  void startsOnRealStoresServesAndStops() throws Exception {
    SharedPrograms.dataDirectory(data.resolve("d"));
    Server server = new Server(config("0"), List.of(new PortRole(true)), Migrations::run);
    try {
      String url = server.start();
      HttpResponse<String> ready = get(url + "/health/ready");
      assertEquals(200, ready.statusCode());
      assertTrue(ready.body().contains("\"postgres\":\"up\",\"redis\":\"up\""), ready.body());
      assertEquals(200, get(url + "/").statusCode());
      server.stop();
      assertThrows(IOException.class, () -> get(url + "/health/live"));
    } finally {
      server.stop();
    }
    assertNoStoreRuns();
  }

  @Test
  void aRoleThatFailsFailsTheStartAndLeavesNothing() throws Exception {
    SharedPrograms.dataDirectory(data.resolve("d"));
    Server server = new Server(config("0"), List.of(new PortRole(false)), Migrations::run);
    StartException e = assertThrows(StartException.class, server::start);
    assertTrue(e.getMessage().contains("the role does not work"), e.getMessage());
    server.stop();
    assertNoStoreRuns();
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAPlainLine() throws Exception {
    ServerConfig nowhere =
        new ConfigLoader(Map.of(), 1)
            .load(
                Map.of(
                    "--redis-url", "redis://127.0.0.1:1",
                    "--postgres-url", "postgresql://127.0.0.1:1/there",
                    "--port", "0"),
                Optional.empty());
    Server server = new Server(nowhere, List.of(new PortRole(true)), Migrations::run);
    StartException e = assertThrows(StartException.class, server::start);
    server.stop();
    assertTrue(
        e.getMessage().startsWith("cannot prepare the schema in 127.0.0.1:1/there: Conn"),
        e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aTakenPortIsToldBeforeAnythingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Server server =
          new Server(
              config(Integer.toString(taken.getLocalPort())),
              List.of(new PortRole(true)),
              Migrations::run);
      StartException e = assertThrows(StartException.class, server::start);
      assertTrue(
          e.getMessage().startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort()),
          e.getMessage());
      assertFalse(data.resolve("d").toFile().exists());
      server.stop();
    }
  }

  private void assertNoStoreRuns() {
    assertFalse(
        ProcessHandle.current()
            .children()
            .anyMatch(p -> p.info().commandLine().orElse("").contains(data.toString())));
  }
}
