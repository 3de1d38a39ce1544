package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket clients that break RFC 6455 or the server's bounds; each is closed, nobody else is. */
class HostileWebSocketTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final int MAX_PAYLOAD = 1_000_000;
  private static final byte[] HELLO = "4hello".getBytes(StandardCharsets.UTF_8);

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @Test
  void takesAMessageOfTheMaximumButNoByteMore() {
    byte[] bytes = new byte[MAX_PAYLOAD];
    Arrays.fill(bytes, (byte) 'x');
    bytes[0] = '4';
    try (EngineSocket socket = open()) {
      socket.webSocket().send(new Frame(true, 0, Frame.TEXT, bytes));
      assertArrayEquals(bytes, socket.nextFrame().payload());
      socket.send(bytes);
      assertArrayEquals(bytes, socket.nextBinary());
    }
    byte[] tooMany = Arrays.copyOf(bytes, MAX_PAYLOAD + 1);
    for (int opcode : new int[] {Frame.TEXT, Frame.BINARY}) {
      assertClosed(new Frame(true, 0, opcode, tooMany));
    }
  }

  @Test
  void countsAllFragmentsOfAMessage() {
    byte[] part = new byte[100_000];
    Arrays.fill(part, (byte) '4');
    try (EngineSocket socket = open()) {
      RawConnection connection = socket.webSocket().connection();
      connection.write(new Frame(false, 0, Frame.TEXT, part).masked());
      byte[] more = new Frame(false, 0, Frame.CONTINUATION, part).masked();
      int sent = 1;
      while (sent < 1_000 && connection.available() == 0 && connection.offer(more)) {
        sent++;
      }
      socket.readUntilClosed();
      assertFalse(sent == 1_000, "the server took 100 MB as one message");
    }
  }

  @Test
  void closesOnAnEndlessRunOfEmptyFragments() {
    try (EngineSocket socket = open()) {
      RawConnection connection = socket.webSocket().connection();
      connection.write(new Frame(false, 0, Frame.TEXT, HELLO).masked());
      byte[] empty = new Frame(false, 0, Frame.CONTINUATION, new byte[0]).masked();
      byte[] thousand = new byte[empty.length * 1000];
      for (int i = 0; i < thousand.length; i++) {
        thousand[i] = empty[i % empty.length];
      }
      for (int i = 0; i < 20; i++) {
        connection.offer(thousand);
      }
      // Whether it bears with them or closes, it must not choke: finish the message and see.
      connection.offer(new Frame(true, 0, Frame.CONTINUATION, new byte[0]).masked());
      try {
        assertEquals("4hello", socket.next());
      } catch (UncheckedIOException | AssertionError closed) {
        socket.readUntilClosed();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX_PAYLOAD + 1L, 1L << 31, 1L << 40, Long.MAX_VALUE, -1L, Long.MIN_VALUE})
  void closesOnTheMereAnnouncementOfTooMuch(long length) {
    try (EngineSocket socket = open()) {
      byte[] header = new byte[14];
      header[0] = (byte) 0x81;
      header[1] = (byte) 0xff;
      for (int i = 0; i < 8; i++) {
        header[2 + i] = (byte) (length >>> (56 - 8 * i));
      }
      socket.webSocket().connection().write(header);
      socket.readUntilClosed();
    }
  }

  @Test
  void joinsFragmentsWithControlFramesBetweenThem() {
    try (EngineSocket socket = open()) {
      RawWebSocket raw = socket.webSocket();
      raw.send(new Frame(false, 0, Frame.TEXT, "4fr".getBytes(StandardCharsets.UTF_8)));
      raw.send(new Frame(true, 0, Frame.PING, new byte[] {7}));
      raw.send(new Frame(false, 0, Frame.CONTINUATION, new byte[0]));
      raw.send(new Frame(true, 0, Frame.CONTINUATION, "ags".getBytes(StandardCharsets.UTF_8)));
      Frame pong = socket.nextFrame();
      assertEquals(Frame.PONG, pong.opcode());
      assertArrayEquals(new byte[] {7}, pong.payload());
      assertEquals("4frags", socket.next());
    }
  }

  @Test
  void joinsFragmentsCutInsideACharacter() {
    byte[] packet = "4\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= packet.length; cut++) {
      try (EngineSocket socket = open()) {
        RawWebSocket raw = socket.webSocket();
        raw.send(new Frame(false, 0, Frame.TEXT, Arrays.copyOf(packet, cut)));
        raw.send(
            new Frame(true, 0, Frame.CONTINUATION, Arrays.copyOfRange(packet, cut, packet.length)));
        assertEquals("4\u20ac\ud83d\ude00", socket.next());
      }
    }
  }

  @Test
  void readsAFrameCutAtEveryByte() {
    byte[] text = Frame.text("4hello").masked();
    byte[] binary = Frame.binary(new byte[] {1, 2, 3}).masked();
    byte[] both = Arrays.copyOf(text, text.length + binary.length);
    System.arraycopy(binary, 0, both, text.length, binary.length);
    try (EngineSocket socket = open()) {
      RawConnection connection = socket.webSocket().connection();
      for (int cut = 1; cut < both.length; cut++) {
        connection.write(Arrays.copyOf(both, cut));
        connection.write(Arrays.copyOfRange(both, cut, both.length));
        assertEquals("4hello", socket.next());
        assertArrayEquals(new byte[] {1, 2, 3}, socket.nextBinary());
      }
      for (byte b : both) {
        connection.write(new byte[] {b});
      }
      assertEquals("4hello", socket.next());
      assertArrayEquals(new byte[] {1, 2, 3}, socket.nextBinary());
    }
  }

  @Test
  void readsWhatIsPipelinedBehindTheUpgradeRequest() {
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      byte[] request =
          RawWebSocket.upgradeRequest(connection, "/engine.io/?EIO=4&transport=websocket")
              .getBytes(StandardCharsets.UTF_8);
      byte[] frames = Frame.text("4early").masked();
      byte[] all = Arrays.copyOf(request, request.length + 2 * frames.length);
      System.arraycopy(frames, 0, all, request.length, frames.length);
      System.arraycopy(frames, 0, all, request.length + frames.length, frames.length);
      connection.write(all);
      EngineSocket socket = EngineSocket.opened(RawWebSocket.upgraded(connection));
      assertEquals("4early", socket.next());
      assertEquals("4early", socket.next());
    }
  }

  @Test
  void survivesResetsAtEveryStageOfTheHandshake() {
    String target = "/engine.io/?EIO=4&transport=websocket";
    String request;
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      request = RawWebSocket.upgradeRequest(connection, target);
    }
    for (int cut = 0; cut <= request.length(); cut += 7) {
      RawConnection connection = RawConnection.open(SERVER.port());
      connection.write(request.substring(0, cut));
      connection.reset();
    }
    for (int i = 0; i < 50; i++) {
      RawConnection connection = RawConnection.open(SERVER.port());
      connection.write(request);
      connection.reset();
    }
    for (int i = 0; i < 20; i++) {
      RawWebSocket webSocket = RawWebSocket.open(SERVER.port(), target);
      webSocket.connection().write(Arrays.copyOf(Frame.text("4hello").masked(), 1 + i % 11));
      webSocket.connection().reset();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void closesOnReservedBits(int rsv) {
    assertClosed(new Frame(true, rsv, Frame.TEXT, HELLO));
    assertClosed(new Frame(true, rsv, Frame.BINARY, HELLO));
    assertClosed(new Frame(true, rsv, Frame.PING, HELLO));
    assertClosed(new Frame(false, rsv, Frame.TEXT, HELLO));
    assertClosed(new Frame(true, rsv, Frame.CLOSE, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void closesOnReservedOpcodes(int opcode) {
    assertClosed(new Frame(true, 0, opcode, HELLO));
  }

  @Test
  void closesOnControlFramesThatAreFragmentedOrLong() {
    for (int opcode : new int[] {Frame.CLOSE, Frame.PING, Frame.PONG}) {
      assertClosed(new Frame(false, 0, opcode, new byte[0]));
      assertClosed(new Frame(true, 0, opcode, new byte[126]));
    }
  }

  @Test
  void closesOnFragmentsOutOfOrder() {
    assertClosed(new Frame(true, 0, Frame.CONTINUATION, HELLO));
    assertClosed(new Frame(false, 0, Frame.CONTINUATION, HELLO));
    assertClosed(new Frame(false, 0, Frame.TEXT, HELLO), new Frame(true, 0, Frame.TEXT, HELLO));
    assertClosed(new Frame(false, 0, Frame.TEXT, HELLO), new Frame(true, 0, Frame.BINARY, HELLO));
  }

  @Test
  void closesOnTextThatIsNotUtf8() {
    byte[][] bad = {
      {'4', (byte) 0xff},
      {'4', (byte) 0xc0, (byte) 0x80},
      {'4', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {'4', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {'4', (byte) 0xe2, (byte) 0x82}
    };
    for (byte[] payload : bad) {
      assertClosed(new Frame(true, 0, Frame.TEXT, payload));
    }
  }

  @Test
  void closesOnUnmaskedFrames() {
    try (EngineSocket socket = open()) {
      socket.webSocket().connection().write(new byte[] {(byte) 0x81, 2, '4', 'a'});
      socket.readUntilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2probe", "0{}", "5", "6", "1x"})
  void survivesPacketsThatOnlyAServerOrAnUpgradeSends(String packet) {
    try (EngineSocket socket = open()) {
      socket.send(packet);
      socket.webSocket().connection().offer(Frame.text("1").masked());
      socket.readUntilClosed();
    }
  }

  @Test
  void survivesManyPingsAndPongs() {
    try (EngineSocket socket = open()) {
      for (int i = 0; i < 2_000; i++) {
        socket.webSocket().send(new Frame(true, 0, Frame.PONG, new byte[] {1}));
      }
      for (int i = 0; i < 100; i++) {
        socket.webSocket().send(new Frame(true, 0, Frame.PING, new byte[] {(byte) i}));
        assertEquals((byte) i, socket.nextFrame().payload()[0]);
      }
    }
  }

  private static void assertClosed(Frame... frames) {
    try (EngineSocket socket = open()) {
      for (Frame frame : frames) {
        socket.webSocket().connection().offer(frame.masked());
      }
      socket.readUntilClosed();
    }
  }

  private static EngineSocket open() {
    return EngineSocket.open(SERVER.port(), "/engine.io/");
  }
}
