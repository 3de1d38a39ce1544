package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Engine.IO 4, "Upgrade". */
class UpgradeConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @Test
  void answersAProbe() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
    }
  }

  @Test
  void endsAWaitingGetWithANoop() {
    PollingClient client = session();
    CompletableFuture<HttpResponse<String>> poll = client.pollAsync();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
      HttpResponse<String> response = poll.join();
      assertEquals(200, response.statusCode());
      assertEquals("6", response.body());
    }
  }

  @Test
  void speaksOnTheWebSocketOnceUpgraded() {
    PollingClient client = session();
    try (EngineSocket socket = upgrade(client)) {
      socket.send("4hello");
      assertEquals("4hello", socket.next());
    }
  }

  @Test
  void carriesPacketsBufferedOnPollingOverToTheWebSocketInOrder() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      client.post("4first\u001e4second");
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
      webSocket.send("5");
      try (EngineSocket socket = EngineSocket.upgraded(webSocket)) {
        socket.send("4third");
        assertEquals("4first", socket.next());
        assertEquals("4second", socket.next());
        assertEquals("4third", socket.next());
      }
    }
  }

  @Test
  void refusesPollingAfterTheUpgrade() {
    PollingClient client = session();
    try (EngineSocket socket = upgrade(client)) {
      socket.send("4hello");
      assertEquals("4hello", socket.next());
      assertEquals(400, client.poll().statusCode());
      assertEquals(400, client.post("4hello").statusCode());
      socket.send("4unharmed");
      assertEquals("4unharmed", socket.next());
    }
  }

  @Test
  void closesAnotherWebSocketAfterTheUpgrade() {
    PollingClient client = session();
    try (EngineSocket socket = upgrade(client)) {
      socket.send("4hello");
      assertEquals("4hello", socket.next());
      assertTrue(RawWebSocket.isAcceptedAndClosed(SERVER.port(), client.webSocketTarget()));
      socket.send("4unharmed");
      assertEquals("4unharmed", socket.next());
    }
  }

  @Test
  void closesAnotherWebSocketDuringTheUpgrade() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
      assertTrue(RawWebSocket.isAcceptedAndClosed(SERVER.port(), client.webSocketTarget()));
      webSocket.send("5");
      webSocket.send("4unharmed");
      assertEquals("4unharmed", EngineSocket.upgraded(webSocket).next());
    }
  }

  @Test
  void keepsThePollingSessionWhenAProbeIsGivenUp() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
    }
    client.post("4still polling");
    assertEquals("4still polling", nextMessage(client));
  }

  @Test
  void closesAProbeThatSaysSomethingElse() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("4not a probe");
      webSocket.readUntilClosed();
    }
    client.post("4still polling");
    assertEquals("4still polling", nextMessage(client));
  }

  @Test
  void announcesNoFurtherUpgradeOnAWebSocket() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      assertTrue(socket.handshake().getJsonArray("upgrades").isEmpty());
    }
  }

  /** The next payload that is neither a noop nor a ping. */
  private static String nextMessage(PollingClient client) {
    String payload = client.next();
    while (payload.equals("6")) {
      payload = client.next();
    }
    return payload;
  }

  private static EngineSocket upgrade(PollingClient client) {
    RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget());
    webSocket.send("2probe");
    assertEquals("3probe", webSocket.read().text());
    webSocket.send("5");
    return EngineSocket.upgraded(webSocket);
  }

  private static PollingClient session() {
    return PollingClient.open(SERVER.port(), "/engine.io/");
  }
}
