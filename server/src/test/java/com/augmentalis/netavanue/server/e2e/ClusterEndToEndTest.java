package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.server.Server;
import com.augmentalis.netavanue.server.TestServers;
import com.augmentalis.netavanue.server.embedded.EmbeddedStores;
import com.augmentalis.netavanue.server.embedded.SharedPrograms;
import com.augmentalis.netavanue.store.PgStoreOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and the services as two members of a cluster that share outside stores. */
class ClusterEndToEndTest {

  @TempDir Path temp;

  @Test
  void aSessionCrossesTheCluster() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    Path data = SharedPrograms.dataDirectory(temp.resolve("stores"));
    try (EmbeddedStores stores = EmbeddedStores.start(data, false, new SecureRandom(), executor)) {
      int port = freePort();
      Server services =
          member(
              stores,
              Map.of(
                  "--roles",
                  "session,device,turn,pairing",
                  "--cluster-port",
                  String.valueOf(port)));
      Server gateway =
          member(
              stores,
              Map.of(
                  "--roles",
                  "gateway",
                  "--cluster-port",
                  String.valueOf(freePort()),
                  "--cluster-members",
                  "127.0.0.1:" + port));
      try {
        services.start();
        addLicence(stores.postgres().options(1));
        negotiate(gateway.start());
      } finally {
        gateway.stop();
        services.stop();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static void negotiate(String url) {
    try (TestDevice host = TestDevice.register(url);
        TestDevice guest = TestDevice.register(url)) {
      host.request("CREATE_SESSION", host.createRequest("dev-pro"), "ERROR");
      JsonObject created = host.create("a licence");
      guest.join(created.getString("inviteCode"));
      assertEquals(
          guest.fingerprint(),
          host.nextPush("PARTICIPANT_JOINED")
              .getJsonObject("participant")
              .getString("fingerprint"));
      assertEquals(
          "delivered",
          host.request("SDP_OFFER", host.offer(created.getString("sessionId"), guest, "v=0"))
              .getString("status"));
      assertEquals("v=0", guest.nextPush("SDP_OFFER").getString("sdp"));
    }
  }

  private static Server member(EmbeddedStores stores, Map<String, String> more) throws Exception {
    Map<String, String> flags = new HashMap<>(more);
    flags.put("--cluster", "true");
    flags.put("--port", "0");
    flags.put("--redis-url", stores.redis().url().toString());
    flags.put("--postgres-url", stores.postgres().url().toString());
    return TestServers.create(
        flags,
        Map.of(
            "NETAVANUE_REDIS_PASSWORD",
            stores.redis().password().orElseThrow(),
            "NETAVANUE_POSTGRES_PASSWORD",
            stores.postgres().password().orElseThrow()));
  }

  private static void addLicence(PgStoreOptions database) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO licenses (token_hash, tier)"
              + " VALUES (encode(sha256('a licence'::bytea), 'hex'), 'PRO')");
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
