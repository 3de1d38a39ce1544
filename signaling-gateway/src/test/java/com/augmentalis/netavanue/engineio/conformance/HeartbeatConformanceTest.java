package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.PollingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Engine.IO 4, "Heartbeat", at pingInterval 300 ms and pingTimeout 200 ms. */
class HeartbeatConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.published();
  @RegisterExtension static final BareServer BRISK = BareServer.brisk();

  @Test
  void pingsAWebSocketAsLongAsItAnswers() {
    try (EngineSocket socket = EngineSocket.open(BRISK.port(), "/engine.io/")) {
      long start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        assertEquals("2", socket.webSocket().read().text());
        socket.send("3");
      }
      // Four intervals; only the first may be cut short.
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(850).toNanos());
    }
  }

  @Test
  void closesAWebSocketThatDoesNotAnswer() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      assertEquals("2", socket.webSocket().read().text());
      long pinged = System.nanoTime();
      socket.readUntilClosed();
      assertTrue(System.nanoTime() - pinged >= Duration.ofMillis(150).toNanos());
    }
  }

  @Test
  void pingsAPollingClientAsLongAsItAnswers() {
    PollingClient client = PollingClient.open(BRISK.port(), "/engine.io/");
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      received.add(client.poll().body());
      assertEquals(200, client.post("3").statusCode());
    }
    assertEquals(List.of("2", "2", "2"), received);
  }

  @Test
  void closesAPollingSessionThatDoesNotAnswer() {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    client.pollUntilGone();
    assertEquals(400, client.post("3").statusCode());
  }

  @Test
  void countsNothingButAPongAsAnAnswer() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      assertEquals("2", socket.webSocket().read().text());
      socket.webSocket().connection().offer(Frame.text("4traffic is no pong").masked());
      socket.readUntilClosed();
    }
  }
}
