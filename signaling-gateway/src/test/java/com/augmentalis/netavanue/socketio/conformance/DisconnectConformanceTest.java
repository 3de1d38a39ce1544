package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO 5, "Disconnection from a namespace". */
class DisconnectConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();
  @RegisterExtension static final BareServer BRISK = BareServer.brisk();

  @ParameterizedTest
  @ValueSource(strings = {"41/custom,", "41/custom"})
  void leavesOneNamespaceAndKeepsTheOther(String packet) {
    try (EngineSocket socket = EngineSocket.connect(SERVER.port(), "/")) {
      socket.join("/custom");
      socket.send(packet);
      socket.send("42[\"message\",\"main\"]");
      assertEquals("42[\"message-back\",\"main\"]", socket.next());
    }
  }

  @Test
  void answersADisconnectWithNothing() {
    try (EngineSocket socket = EngineSocket.connect(BRISK.port(), "/")) {
      socket.send("41");
      // The heartbeat goes on, and nothing comes before it.
      assertEquals("2", socket.webSocket().read().text());
    }
  }

  @Test
  void connectsAgainWithANewSessionId() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/socket.io/")) {
      socket.join("/custom");
      String first = socket.join("/").getString("sid");
      socket.send("41");
      String second = socket.join("/").getString("sid");
      assertNotEquals(first, second);
    }
  }

  @Test
  void handlesNoEventAfterTheDisconnect() {
    try (EngineSocket socket = EngineSocket.connect(BRISK.port(), "/")) {
      socket.send("41");
      socket.send("42[\"message\",1]");
      Frame next = socket.webSocket().read();
      assertTrue(next.opcode() == Frame.CLOSE || next.text().equals("2"), next.text());
    }
  }
}
