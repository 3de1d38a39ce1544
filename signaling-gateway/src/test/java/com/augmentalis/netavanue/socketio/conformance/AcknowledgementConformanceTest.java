package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO 5, "Acknowledgement". */
class AcknowledgementConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "456", "2147483647", "9007199254740991"})
  void acknowledgesWithTheSameId(String id) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("42" + id + "[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      assertEquals("43" + id + "[1,\"2\",{\"3\":[false]}]", socket.next());
    }
  }

  @Test
  void acknowledgesWithAnEmptyArray() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("427[\"message-with-ack\"]");
      assertEquals("437[]", socket.next());
    }
  }

  @Test
  void acknowledgesWithBinaryAttachments() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      String twoPlaces = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}";
      socket.send("452-789[\"message-with-ack\"," + twoPlaces + "]");
      socket.send(new byte[] {1, 2, 3});
      socket.send(new byte[] {4, 5, 6});
      assertEquals("462-789[" + twoPlaces + "]", socket.next());
      assertArrayEquals(new byte[] {1, 2, 3}, socket.nextBinary());
      assertArrayEquals(new byte[] {4, 5, 6}, socket.nextBinary());
    }
  }

  @Test
  void acknowledgesOverPolling() {
    PollingClient client = PollingClient.connect(SERVER.port());
    client.post("4212[\"message-with-ack\",\"a\"]");
    assertEquals("4312[\"a\"]", client.next());
  }

  @Test
  void keepsAcknowledgementsApart() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      for (int id = 0; id < 50; id++) {
        socket.send("42" + id + "[\"message-with-ack\"," + id + "]");
      }
      for (int id = 0; id < 50; id++) {
        assertEquals("43" + id + "[" + id + "]", socket.next());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42abc[\"message-with-ack\",1]",
        "421x[\"message-with-ack\",1]",
        "42-1[\"message-with-ack\",1]",
        "421.5[\"message-with-ack\",1]"
      })
  void closesOnAnInvalidId(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"431", "431{}", "431\"x\"", "431null", "431[", "461-1{}"})
  void closesOnAnAcknowledgementWhosePayloadIsNoArray(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @Test
  void ignoresAnAcknowledgementThatNobodyAskedFor() {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.send("43999[]");
      socket.send("43998[\"x\"]");
      socket.send("42[\"message\",1]");
      assertEquals("42[\"message-back\",1]", socket.next());
    }
  }
}
