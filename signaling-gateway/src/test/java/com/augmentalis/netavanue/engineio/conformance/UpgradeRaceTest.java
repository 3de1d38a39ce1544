package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades that race with polling, with each other, and with clients that change their mind. */
class UpgradeRaceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @Test
  void losesNothingWhilePollsAndPostsCrossTheUpgrade() {
    for (int round = 0; round < 30; round++) {
      PollingClient client = session();
      List<String> received = new ArrayList<>();
      CompletableFuture<HttpResponse<String>> poll = client.pollAsync();
      client.post("4a");
      CompletableFuture<HttpResponse<String>> second =
          poll.thenCompose(
              response -> {
                received.addAll(packets(response.body()));
                return client.pollAsync();
              });
      try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
        client.post("4b");
        webSocket.send("2probe");
        assertEquals("3probe", webSocket.read().text());
        client.post("4c");
        received.addAll(packets(second.join().body()));
        webSocket.send("5");
        EngineSocket socket = EngineSocket.upgraded(webSocket);
        socket.send("4d");
        while (!received.contains("4d")) {
          received.add(socket.next());
        }
      }
      received.removeIf("6"::equals);
      assertEquals(List.of("4a", "4b", "4c", "4d"), received);
    }
  }

  @Test
  void letsOneOfManyProbesWin() {
    for (int round = 0; round < 10; round++) {
      PollingClient client = session();
      List<RawConnection> connections = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RawConnection connection = RawConnection.open(SERVER.port());
        connections.add(connection);
        connection.write(RawWebSocket.upgradeRequest(connection, client.webSocketTarget()));
      }
      int winners = 0;
      for (RawConnection connection : connections) {
        winners += completesUpgrade(connection) ? 1 : 0;
      }
      assertEquals(1, winners);
      connections.forEach(RawConnection::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "2", "3probe", "1", "0", "", "2probeX", "42[\"message\"]"})
  void dropsAProbeThatStartsWrongAndKeepsTheSession(String packet) {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send(packet);
      webSocket.readUntilClosed();
    }
    assertStillPolls(client);
  }

  @Test
  void dropsAProbeInBinaryAndKeepsTheSession() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send(new byte[] {'2', 'p', 'r', 'o', 'b', 'e'});
      webSocket.readUntilClosed();
    }
    assertStillPolls(client);
  }

  @Test
  void survivesResetsAtEveryStageOfTheUpgrade() {
    for (int stage = 0; stage < 4; stage++) {
      PollingClient client = session();
      RawConnection connection = RawConnection.open(SERVER.port());
      connection.write(RawWebSocket.upgradeRequest(connection, client.webSocketTarget()));
      if (stage > 0) {
        RawWebSocket webSocket = RawWebSocket.upgraded(connection);
        if (stage > 1) {
          webSocket.send("2probe");
        }
        if (stage > 2) {
          assertEquals("3probe", webSocket.read().text());
        }
      }
      connection.reset();
      assertStillPolls(client);
    }
  }

  @Test
  void endsTheSessionWithAWebSocketThatDiesRightAfterItsUpgrade() {
    PollingClient client = session();
    RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget());
    webSocket.send("2probe");
    assertEquals("3probe", webSocket.read().text());
    webSocket.send("5");
    webSocket.close();
    client.pollUntilGone();
  }

  @Test
  void finishesAPostThatWasUnderWayDuringTheUpgrade() {
    PollingClient client = session();
    try (RawConnection slow = RawConnection.open(SERVER.port());
        RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      slow.write(slow.head("POST", client.target(), "Content-Length: 5") + "4la");
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
      webSocket.send("5");
      EngineSocket socket = EngineSocket.upgraded(webSocket);
      socket.send("4now");
      assertEquals("4now", socket.next());
      slow.write("te");
      // Taken or refused, but answered; and the session goes on.
      slow.statusOrClosed();
      socket.send("4on");
      List<String> received = new ArrayList<>();
      while (!received.contains("4on")) {
        received.add(socket.next());
      }
      received.remove("4late");
      assertEquals(List.of("4on"), received);
    }
  }

  @Test
  void survivesAClosePacketByPollingDuringAProbe() {
    PollingClient client = session();
    try (RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), client.webSocketTarget())) {
      webSocket.send("2probe");
      assertEquals("3probe", webSocket.read().text());
      client.post("1");
      client.pollUntilGone();
      webSocket.connection().offer(Frame.text("5").masked());
      webSocket.readUntilClosed();
    }
  }

  private static boolean completesUpgrade(RawConnection connection) {
    RawWebSocket webSocket;
    try {
      webSocket = RawWebSocket.upgraded(connection);
    } catch (RawWebSocket.UpgradeRefused | UncheckedIOException refused) {
      return false;
    }
    try {
      webSocket.send("2probe");
      if (!webSocket.read().text().equals("3probe")) {
        return false;
      }
      webSocket.send("5");
      webSocket.send("4won");
      return EngineSocket.upgraded(webSocket).next().equals("4won");
    } catch (UncheckedIOException | AssertionError closed) {
      return false;
    }
  }

  private static void assertStillPolls(PollingClient client) {
    client.post("4still polling");
    List<String> received = new ArrayList<>();
    while (!received.contains("4still polling")) {
      received.addAll(packets(client.next()));
    }
  }

  private static List<String> packets(String payload) {
    return Arrays.asList(payload.split("\u001e", -1));
  }

  private static PollingClient session() {
    return PollingClient.open(SERVER.port(), "/engine.io/");
  }
}
