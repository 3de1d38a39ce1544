package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO 5, "Sending and receiving data" and the format of a packet. */
class EventConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",1,\"2\",{\"3\":[true]}",
        ",null",
        ",\"\\\"quoted\\\" \\\\ \u20ac \ud83d\ude00\"",
        ",{\"a\":{\"b\":[[],{}]}}",
        ",1.5,-3,1e+30"
      })
  void echoesAnEventWithItsArguments(String arguments) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("42[\"message\"" + arguments + "]");
      String echo = socket.next();
      assertTrue(echo.startsWith("42["), echo);
      // The same value may be written in more than one way.
      assertEquals(
          new JsonArray("[\"message-back\"" + arguments + "]"), new JsonArray(echo.substring(2)));
    }
  }

  @Test
  void echoesBinaryAttachments() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      String twoPlaces = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}";
      socket.send("452-[\"message\"," + twoPlaces + "]");
      socket.send(new byte[] {1, 2, 3});
      socket.send(new byte[] {4, 5, 6});
      assertEquals("452-[\"message-back\"," + twoPlaces + "]", socket.next());
      assertArrayEquals(new byte[] {1, 2, 3}, socket.nextBinary());
      assertArrayEquals(new byte[] {4, 5, 6}, socket.nextBinary());
    }
  }

  @Test
  void findsBinaryDeepInAnArgument() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      String nested = "{\"a\":[1,{\"b\":{\"_placeholder\":true,\"num\":0}}]}";
      socket.send("451-[\"message\"," + nested + "]");
      socket.send(new byte[] {9});
      assertEquals("451-[\"message-back\"," + nested + "]", socket.next());
      assertArrayEquals(new byte[] {9}, socket.nextBinary());
    }
  }

  @Test
  void carriesBinaryAttachmentsOverPolling() {
    PollingClient client = PollingClient.connect(SERVER.port());
    String placeholder = "{\"_placeholder\":true,\"num\":0}";
    client.post("451-[\"message\"," + placeholder + "]\u001ebAQIDBA==");
    assertEquals("451-[\"message-back\"," + placeholder + "]\u001ebAQIDBA==", client.next());
  }

  @Test
  void keepsEventsInOrder() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      for (int i = 0; i < 500; i++) {
        socket.send("42[\"message\"," + i + "]");
      }
      for (int i = 0; i < 500; i++) {
        assertEquals("42[\"message-back\"," + i + "]", socket.next());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42", "42[]", "42{}", "42\"message\"", "42null", "42[\"message\"", "42[\"message\"]x",
        "42[1", "450-", "45", "451-", "451-{}", "45[\"message\"]", "45x-[\"message\"]"
      })
  void closesOnAnEventWhosePayloadIsNoFilledArray(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[{}]",
        "42[null]",
        "42[[\"message\"]]",
        "42[true]",
        "42[\"connect\"]",
        "42[\"connect_error\",{}]",
        "42[\"disconnect\"]",
        "42[\"disconnecting\"]",
        "42[\"newListener\"]",
        "42[\"removeListener\"]"
      })
  void closesOnAnEventNameThatIsNoneOrReserved(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4abc", "4", "47", "48[\"message\"]", "4-2[\"message\"]"})
  void closesOnAnUnknownPacketType(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @Test
  void closesOnAnEventForANamespaceNotJoined() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("42/custom,[\"message\",1]");
      socket.readUntilClosed();
    }
  }

  @Test
  void ignoresAnEventThatNobodyHandles() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("42[\"nobody-listens\",1]");
      socket.send("42[\"message\",2]");
      assertEquals("42[\"message-back\",2]", socket.next());
    }
  }

  @Test
  void closesWhenTextComesWhereAnAttachmentIsDue() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
      socket.send("42[\"message\",1]");
      socket.readUntilClosed();
    }
  }

  @Test
  void closesOnBinaryThatNoPacketAnnounced() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(new byte[] {1});
      socket.readUntilClosed();
    }
  }
}
