package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO packets made to break a decoder, a handler or a bound. */
class HostilePacketTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final String PLACE = "{\"_placeholder\":true,\"num\":0}";
  private static final int DEEP = 20_000;

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"message\",%s]",
        "421[\"message-with-ack\",%s]",
        "40/custom,{\"a\":%s}",
        "431[%s]",
        "42%s",
        "42[%s]",
        "451-[\"message\",%s]"
      })
  void closesOnJsonNestedTwentyThousandDeep(String packet) {
    String arrays = "[".repeat(DEEP) + "]".repeat(DEEP);
    String objects = "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
    for (String deep : new String[] {arrays, objects, "[".repeat(DEEP), "[".repeat(900_000)}) {
      assertClosed(String.format(packet, deep));
    }
  }

  @Test
  void closesOnAFirstConnectNestedTwentyThousandDeep() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/socket.io/")) {
      socket.send("40{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
      socket.readUntilClosed();
    }
  }

  @Test
  void takesJsonOfModestDepth() {
    String nested = "[".repeat(50) + "]".repeat(50);
    assertEchoed(nested);
  }

  @Test
  void takesTenAttachmentsButNotEleven() {
    try (EngineSocket socket = connect()) {
      StringBuilder places = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        places.append(",{\"_placeholder\":true,\"num\":").append(i).append('}');
      }
      socket.send("4510-[\"message\"" + places + "]");
      for (int i = 0; i < 10; i++) {
        socket.send(new byte[] {(byte) i});
      }
      assertEquals("4510-[\"message-back\"" + places + "]", socket.next());
      for (int i = 0; i < 10; i++) {
        assertArrayEquals(new byte[] {(byte) i}, socket.nextBinary());
      }
    }
    assertClosed("4511-[\"message\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "45100000-[\"message\"]",
        "452147483648-[\"message\"]",
        "4599999999999999999999-[\"message\"]",
        "45-1-[\"message\"]",
        "451.5-[\"message\"]",
        "45 1-[\"message\"]",
        "460x1-1[]"
      })
  void closesOnAbsurdAttachmentCounts(String packet) {
    assertClosed(packet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_placeholder\":true,\"num\":1}",
        "{\"_placeholder\":true,\"num\":-1}",
        "{\"_placeholder\":true,\"num\":2147483648}",
        "{\"_placeholder\":true,\"num\":0.5}",
        "{\"_placeholder\":true,\"num\":\"splice\"}",
        "{\"_placeholder\":true,\"num\":\"__proto__\"}",
        "{\"_placeholder\":true,\"num\":null}",
        "{\"_placeholder\":true}"
      })
  void closesOnPlaceholdersThatPointNowhere(String placeholder) {
    try (EngineSocket socket = connect()) {
      socket.send("451-[\"message\"," + placeholder + "]");
      socket.webSocket().connection().offer(Frame.binary(new byte[] {1}).masked());
      socket.readUntilClosed();
    }
  }

  @Test
  void treatsAPlaceholderWithoutAttachmentsAsPlainData() {
    assertEchoed(PLACE);
  }

  @Test
  void takesAnEventNameOf128CharactersButNotOf129() {
    try (EngineSocket socket = connect()) {
      socket.send("42[\"" + "n".repeat(128) + "\"]");
      socket.send("42[\"message\",1]");
      assertEquals("42[\"message-back\",1]", socket.next());
    }
    assertClosed("42[\"" + "n".repeat(129) + "\"]");
    assertClosed("42[\"" + "n".repeat(900_000) + "\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"__proto__", "constructor", "toString", "hasOwnProperty", ""})
  void ignoresEventsNamedLikeInnards(String name) {
    try (EngineSocket socket = connect()) {
      socket.send("42[\"" + name + "\",{\"__proto__\":{\"polluted\":true}}]");
      socket.send("42[\"message\",1]");
      assertEquals("42[\"message-back\",1]", socket.next());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "[1 2]",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "0x10",
        "NaN",
        "Infinity",
        "undefined",
        "tru",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "//c\n1",
        "/*c*/1",
        "\"unclosed",
        "{\"a\"}",
        "{\"a\":}",
        "{,}",
        "{1:2}",
        "]",
        "}"
      })
  void closesOnWhatIsNotJson(String value) {
    assertClosed("42[\"message\"," + value + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993", "99999999999999999999", "-0", "1.7976931348623157e308",
        "0.1000000000000000055511151231257827", "\"\\u0000\"", "\"\\ud800\"", "\"\\/\"",
        "{\"a\":1,\"a\":2}", " 1 ", "\"\u2028\u2029\"", "{\"__proto__\":1,\"constructor\":2}"
      })
  void answersUnusualJsonOrCloses(String value) {
    try (EngineSocket socket = connect()) {
      socket.send("42[\"message\"," + value + "]");
      Frame frame = socket.nextFrame();
      assertTrue(
          frame.opcode() == Frame.CLOSE || frame.text().startsWith("42[\"message-back\","),
          frame.text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "99999999999999999999999999999", "00", "007"})
  void acknowledgesWithTheVeryIdOrCloses(String id) {
    try (EngineSocket socket = connect()) {
      socket.send("42" + id + "[\"message-with-ack\",1]");
      Frame frame = socket.nextFrame();
      if (frame.opcode() != Frame.CLOSE) {
        String answer = frame.text();
        assertTrue(
            answer.equals("43" + id + "[1]")
                || answer.equals("43" + id.replaceFirst("^0+(?=.)", "") + "[1]"),
            answer);
      }
    }
  }

  @Test
  void answersOrClosesOnRepeatedConnects() {
    try (EngineSocket socket = connect()) {
      for (int i = 0; i < 100; i++) {
        socket.webSocket().connection().offer(Frame.text("40").masked());
      }
      socket.webSocket().connection().offer(Frame.text("1").masked());
      socket.readUntilClosed();
    }
  }

  @Test
  void boundsNamespaceNames() {
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/socket.io/")) {
      socket.send("40/" + "n".repeat(900_000));
      Frame frame = socket.nextFrame();
      assertTrue(frame.opcode() == Frame.CLOSE || frame.text().startsWith("44/n"));
    }
  }

  @Test
  void bearsAFloodOfRefusedConnects() {
    try (EngineSocket socket = connect()) {
      for (int i = 0; i < 2_000; i++) {
        socket.send("40/unknown" + i + ",");
        if (i % 100 == 99) {
          for (int n = i - 99; n <= i; n++) {
            assertEquals("44/unknown" + n + ",{\"message\":\"Invalid namespace\"}", socket.next());
          }
        }
      }
    }
  }

  @Test
  void bearsAFloodOfUnaskedAcknowledgements() {
    try (EngineSocket socket = connect()) {
      for (int i = 0; i < 5_000; i++) {
        socket.send("43" + i + "[]");
      }
      socket.send("42[\"message\",1]");
      assertEquals("42[\"message-back\",1]", socket.next());
    }
  }

  @Test
  void servesOthersWhileOneFloods() {
    try (EngineSocket flooder = connect();
        EngineSocket other = connect()) {
      int count = 20_000;
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < count; i++) {
                  flooder.webSocket().send("42[\"message\"," + i + "]");
                }
              });
      CompletableFuture<Integer> reader =
          CompletableFuture.supplyAsync(
              () -> {
                int read = 0;
                while (read < count) {
                  assertEquals("42[\"message-back\"," + read + "]", flooder.next());
                  read++;
                }
                return read;
              });
      int echoes = 0;
      while (echoes < 50 || !reader.isDone()) {
        other.send("42[\"message\"," + echoes + "]");
        assertEquals("42[\"message-back\"," + echoes + "]", other.next());
        echoes++;
      }
      sender.join();
      assertEquals(count, reader.join());
    }
  }

  @Test
  void closesAPollingSessionOnABrokenPacket() {
    PollingClient client = PollingClient.connect(SERVER.port());
    client.post("42[\"message\"," + "[".repeat(DEEP) + "]".repeat(DEEP) + "]");
    client.pollUntilGone();
  }

  @Test
  void boundsAnAttachmentThatNeverComes() {
    try (EngineSocket socket = connect()) {
      socket.send("451-[\"message\"," + PLACE + "]");
      socket.send("1");
      socket.readUntilClosed();
    }
  }

  private static void assertClosed(String packet) {
    try (EngineSocket socket = connect()) {
      socket.send(packet);
      socket.readUntilClosed();
    }
  }

  private static void assertEchoed(String value) {
    try (EngineSocket socket = connect()) {
      socket.send("42[\"message\"," + value + "]");
      assertEquals("42[\"message-back\"," + value + "]", socket.next());
    }
  }

  private static EngineSocket connect() {
    return EngineSocket.connect(SERVER.port(), "/");
  }
}
