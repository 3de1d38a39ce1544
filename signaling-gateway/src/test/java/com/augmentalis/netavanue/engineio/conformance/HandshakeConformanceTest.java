package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.RawWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "Handshake" and "Query parameters". */
class HandshakeConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.published();

  @ParameterizedTest
  @ValueSource(strings = {"/engine.io/", "/socket.io/"})
  void answersAPollingHandshakeWithAnOpenPacket(String path) {
    JsonObject handshake = PollingClient.open(SERVER.port(), path).handshake();
    assertOpenPayload(handshake);
    assertEquals(new JsonArray().add("websocket"), handshake.getJsonArray("upgrades"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/engine.io/", "/socket.io/"})
  void answersAWebSocketHandshakeWithAnOpenPacket(String path) {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), path)) {
      assertOpenPayload(socket.handshake());
      assertEquals(new JsonArray(), socket.handshake().getJsonArray("upgrades"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine.io/",
        "/engine.io/?transport=polling",
        "/engine.io/?EIO=4",
        "/engine.io/?EIO=&transport=polling",
        "/engine.io/?EIO=abc&transport=polling",
        "/engine.io/?EIO=5&transport=polling",
        "/engine.io/?EIO=4&transport=",
        "/engine.io/?EIO=4&transport=abc",
        "/socket.io/?transport=polling",
        "/socket.io/?EIO=4"
      })
  void refusesAPollingRequestWithoutAMandatoryParameter(String target) {
    assertEquals(400, get(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine.io/?transport=websocket",
        "/engine.io/?EIO=4",
        "/engine.io/?EIO=abc&transport=websocket",
        "/engine.io/?EIO=4&transport=abc",
        "/socket.io/?transport=websocket",
        "/socket.io/?EIO=4"
      })
  void closesAWebSocketWithoutAMandatoryParameter(String target) {
    assertTrue(RawWebSocket.isRefused(SERVER.port(), target));
  }

  @Test
  void refusesProtocolVersionThree() {
    assertEquals(400, get("/engine.io/?EIO=3&transport=polling"));
    assertTrue(RawWebSocket.isRefused(SERVER.port(), "/engine.io/?EIO=3&transport=websocket"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void opensASessionByGetOnly(String method) {
    assertEquals(
        400,
        PollingClient.send(
                PollingClient.request(SERVER.port(), "/engine.io/?EIO=4&transport=polling")
                    .method(method, BodyPublishers.noBody()))
            .statusCode());
  }

  @Test
  void offersNoWebTransport() {
    JsonObject handshake = PollingClient.open(SERVER.port(), "/engine.io/").handshake();
    assertFalse(handshake.getJsonArray("upgrades").contains("webtransport"));
    assertEquals(400, get("/engine.io/?EIO=4&transport=webtransport"));
    assertTrue(RawWebSocket.isRefused(SERVER.port(), "/engine.io/?EIO=4&transport=webtransport"));
  }

  @Test
  void givesEachRequestWithoutSidASessionOfItsOwn() {
    PollingClient first = PollingClient.open(SERVER.port(), "/engine.io/");
    PollingClient second = PollingClient.open(SERVER.port(), "/engine.io/");
    assertNotEquals(first.sid(), second.sid());
  }

  @Test
  void answersOtherPathsAsSomebodyElses() {
    assertEquals(404, get("/nothing-here?EIO=4&transport=polling"));
  }

  private static void assertOpenPayload(JsonObject handshake) {
    assertEquals(
        Set.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"),
        handshake.fieldNames());
    assertFalse(handshake.getString("sid").isEmpty());
    assertEquals(300, handshake.getInteger("pingInterval"));
    assertEquals(200, handshake.getInteger("pingTimeout"));
    assertEquals(1_000_000, handshake.getInteger("maxPayload"));
  }

  private static int get(String target) {
    return PollingClient.send(PollingClient.request(SERVER.port(), target)).statusCode();
  }
}
