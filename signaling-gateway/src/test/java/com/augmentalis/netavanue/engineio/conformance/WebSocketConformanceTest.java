package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "WebSocket". */
class WebSocketConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @Test
  void sendsEachPacketInAFrameOfItsOwn() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      for (String packet : List.of("4one", "4two", "4", "4\u20ac \ud83d\ude00")) {
        socket.send(packet);
      }
      for (String packet : List.of("4one", "4two", "4", "4\u20ac \ud83d\ude00")) {
        Frame frame = socket.nextFrame();
        assertEquals(packet, frame.text());
        assertEquals(Frame.TEXT, frame.opcode());
        assertTrue(frame.fin());
      }
    }
  }

  @Test
  void carriesBinaryAsItIs() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      for (int length : new int[] {0, 1, 4, 125, 126, 65_535, 65_536}) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
          payload[i] = (byte) i;
        }
        socket.send(payload);
        assertArrayEquals(payload, socket.nextBinary());
      }
    }
  }

  @Test
  void keepsARecordSeparatorInsideAPacket() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      socket.send("4a\u001e4b");
      assertEquals("4a\u001e4b", socket.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "7", "9", "-4", "\u00004"})
  void closesTheSessionOnAnInvalidPacket(String packet) {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  @Test
  void closesTheConnectionOnAClosePacket() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      socket.send("1");
      socket.readUntilClosed();
    }
  }

  @Test
  void answersAWebSocketPing() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      socket.webSocket().send(new Frame(true, 0, Frame.PING, new byte[] {1, 2, 3}));
      Frame pong = socket.nextFrame();
      assertEquals(Frame.PONG, pong.opcode());
      assertArrayEquals(new byte[] {1, 2, 3}, pong.payload());
    }
  }

  @Test
  void answersAWebSocketCloseFrame() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      socket.webSocket().send(new Frame(true, 0, Frame.CLOSE, new byte[] {0x03, (byte) 0xe8}));
      assertEquals(1000, socket.readUntilClosed());
    }
  }

  @Test
  void closesASecondWebSocketOfOneSession() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      assertTrue(
          RawWebSocket.isAcceptedAndClosed(
              SERVER.port(), "/engine.io/?EIO=4&transport=websocket&sid=" + socket.sid()));
      socket.send("4unharmed");
      assertEquals("4unharmed", socket.next());
    }
  }

  @Test
  void refusesAWebSocketOfAnUnknownSession() {
    assertTrue(
        RawWebSocket.isRefused(SERVER.port(), "/engine.io/?EIO=4&transport=websocket&sid=unknown"));
  }
}
