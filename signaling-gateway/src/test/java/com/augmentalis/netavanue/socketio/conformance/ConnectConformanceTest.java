package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO 5, "Connection to a namespace". */
class ConnectConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();
  @RegisterExtension static final BareServer BRISK = BareServer.brisk();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "40; 40; 42[\"auth\",{}]",
        "40{\"token\":\"123\"}; 40; 42[\"auth\",{\"token\":\"123\"}]",
        "40/custom,; 40/custom,; 42/custom,[\"auth\",{}]",
        "40/custom; 40/custom,; 42/custom,[\"auth\",{}]",
        "40/custom,{\"token\":\"abc\"}; 40/custom,; 42/custom,[\"auth\",{\"token\":\"abc\"}]",
        "40/,; 40; 42[\"auth\",{}]"
      })
  void answersConnectWithConnectAndASessionId(String packet, String prefix, String auth) {
    try (EngineSocket socket = open()) {
      socket.send(packet);
      String answer = socket.next();
      assertTrue(answer.startsWith(prefix + "{"), answer);
      JsonObject payload = new JsonObject(answer.substring(prefix.length()));
      assertEquals(Set.of("sid"), payload.fieldNames());
      assertFalse(payload.getString("sid").isEmpty());
      assertNotEquals(socket.sid(), payload.getString("sid"));
      assertEquals(auth, socket.next());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "40/random; 44/random,{\"message\":\"Invalid namespace\"}",
        "40/random,{\"token\":1}; 44/random,{\"message\":\"Invalid namespace\"}",
        "40/Custom,; 44/Custom,{\"message\":\"Invalid namespace\"}"
      })
  void answersConnectToAnUnknownNamespaceWithConnectError(String packet, String answer) {
    try (EngineSocket socket = open()) {
      socket.send(packet);
      assertEquals(answer, socket.next());
    }
  }

  @Test
  void ignoresAQueryInTheNamespace() {
    try (EngineSocket socket = open()) {
      socket.send("40/custom?a=b,{\"token\":\"abc\"}");
      String answer = socket.next();
      assertTrue(answer.startsWith("40/custom,") || answer.startsWith("44/custom?a=b,"), answer);
    }
  }

  @Test
  void keepsTheConnectionAfterAConnectError() {
    try (EngineSocket socket = open()) {
      socket.send("40/random");
      assertEquals("44/random,{\"message\":\"Invalid namespace\"}", socket.next());
      socket.join("/");
    }
  }

  @Test
  void connectsToSeveralNamespacesOverOneConnection() {
    try (EngineSocket socket = open()) {
      String main = socket.join("/").getString("sid");
      String custom = socket.join("/custom").getString("sid");
      assertNotEquals(main, custom);
      socket.send("42[\"message\",1]");
      assertEquals("42[\"message-back\",1]", socket.next());
    }
  }

  @Test
  void connectsOverPolling() {
    PollingClient client = PollingClient.connect(SERVER.port());
    client.post("42[\"message\",\"polled\"]");
    assertEquals("42[\"message-back\",\"polled\"]", client.next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"message\",1]",
        "41",
        "431[1]",
        "42/custom,[\"message\",1]",
        "4abc",
        "4",
        "47",
        "44{\"message\":\"I refuse\"}"
      })
  void closesWhenSomethingElseThanConnectComesFirst(String packet) {
    try (EngineSocket socket = open()) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @Test
  void closesWhenBinaryComesFirst() {
    try (EngineSocket socket = open()) {
      socket.send(new byte[] {1, 2, 3});
      socket.readUntilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40[]", "40\"token\"", "40null", "40{", "40/custom,[1]"})
  void closesOnAConnectWhosePayloadIsNoObject(String packet) {
    try (EngineSocket socket = open()) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @Test
  void closesAConnectionThatJoinsNoNamespaceInTime() {
    try (EngineSocket socket = EngineSocket.open(BRISK.port(), "/socket.io/")) {
      long start = System.nanoTime();
      // The client answers every ping, so that nothing but the missing CONNECT can end it.
      String last = "";
      try {
        while (true) {
          last = socket.next();
        }
      } catch (UncheckedIOException | AssertionError closed) {
        assertEquals("", last);
      }
      assertTrue(System.nanoTime() - start >= 900_000_000L);
    }
  }

  private static EngineSocket open() {
    return EngineSocket.open(SERVER.port(), "/socket.io/");
  }
}
