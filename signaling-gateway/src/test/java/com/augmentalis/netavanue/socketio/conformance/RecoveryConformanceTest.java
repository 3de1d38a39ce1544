package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.Probe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection state recovery as stock clients ask for it, on the wire. */
class RecoveryConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.recovering();

  /** What a client knows of a connection that it may want back. */
  private record Lost(String sid, String pid, String offset) {}

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @Test
  void givesAPrivateIdAndAnOffsetWithEachEvent() {
    try (EngineSocket socket = open()) {
      JsonObject connected = socket.join("/");
      assertEquals(Set.of("sid", "pid"), connected.fieldNames());
      assertNotEquals(connected.getString("sid"), connected.getString("pid"));
      String first = echo(socket, 1);
      String second = echo(socket, 2);
      assertNotEquals(first, second);
    }
  }

  @Test
  void bringsASessionBackWithWhatItMissed() {
    Lost lost = loseAConnection(3);
    try (EngineSocket socket = open()) {
      List<JsonArray> events = new ArrayList<>();
      JsonObject connected = recover(socket, lost, events);
      assertEquals(lost.sid(), connected.getString("sid"));
      assertEquals(lost.pid(), connected.getString("pid"));
      socket.send("42[\"message\",\"live\"]");
      while (events.isEmpty() || !"live".equals(events.get(events.size() - 1).getValue(1))) {
        events.add(event(socket.next()));
      }
      List<Object> echoes = new ArrayList<>();
      for (JsonArray event : events) {
        if (event.getString(0).equals("message-back")) {
          echoes.add(event.getValue(1));
        }
      }
      assertEquals(List.of(1, 2, 3, "live"), echoes);
    }
  }

  @Test
  void bringsASessionBackThatMissedNothing() {
    Lost lost = loseAConnection(0);
    try (EngineSocket socket = open()) {
      assertEquals(lost.sid(), recover(socket, lost, new ArrayList<>()).getString("sid"));
    }
  }

  @Test
  void startsAfreshForAnUnknownOffset() {
    Lost lost = loseAConnection(1);
    assertStartsAfresh(lost, lost.pid(), "no such offset");
  }

  @Test
  void startsAfreshForAnUnknownPrivateId() {
    Lost lost = loseAConnection(1);
    assertStartsAfresh(lost, "no such id", lost.offset());
    assertStartsAfresh(lost, lost.sid(), lost.offset());
  }

  @Test
  void startsAfreshAfterAGoodbye() {
    Lost lost;
    try (EngineSocket socket = open()) {
      JsonObject connected = socket.join("/");
      lost = new Lost(connected.getString("sid"), connected.getString("pid"), echo(socket, 0));
      socket.send("41");
      socket.send("1");
      socket.readUntilClosed();
    }
    assertStartsAfresh(lost, lost.pid(), lost.offset());
  }

  @Test
  void bringsASessionBackOnlyOnce() {
    Lost lost = loseAConnection(1);
    try (EngineSocket first = open();
        EngineSocket second = open()) {
      assertEquals(lost.sid(), recover(first, lost, new ArrayList<>()).getString("sid"));
      assertNotEquals(lost.sid(), recover(second, lost, new ArrayList<>()).getString("sid"));
    }
  }

  @Test
  void keepsNamespacesApart() {
    Lost lost = loseAConnection(1);
    try (EngineSocket socket = open()) {
      socket.send("40/custom," + auth(lost.pid(), lost.offset()));
      JsonObject connected = new JsonObject(socket.next().substring("40/custom,".length()));
      assertNotEquals(lost.sid(), connected.getString("sid"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pid\":1,\"offset\":2}",
        "{\"pid\":{},\"offset\":[]}",
        "{\"pid\":null,\"offset\":null}",
        "{\"pid\":\"__proto__\",\"offset\":\"constructor\"}",
        "{\"pid\":\"\",\"offset\":\"\"}",
        "{\"pid\":\"x\"}",
        "{\"offset\":\"x\"}"
      })
  void startsAfreshForNonsense(String auth) {
    try (EngineSocket socket = open()) {
      socket.send("40" + auth);
      Frame frame = socket.nextFrame();
      assertTrue(frame.opcode() == Frame.CLOSE || frame.text().startsWith("40{\"sid\":"));
    }
  }

  private static void assertStartsAfresh(Lost lost, String pid, String offset) {
    try (EngineSocket socket = open()) {
      Lost asked = new Lost(lost.sid(), pid, offset);
      JsonObject connected = recover(socket, asked, new ArrayList<>());
      assertNotEquals(lost.sid(), connected.getString("sid"));
      assertNotEquals(lost.pid(), connected.getString("pid"));
    }
  }

  /** Connects, sees one event, is owed some more, and loses the connection. */
  private static Lost loseAConnection(int missed) {
    try (EngineSocket socket = open()) {
      JsonObject connected = socket.join("/");
      String offset = echo(socket, 0);
      for (int i = 1; i <= missed; i++) {
        echo(socket, i);
      }
      socket.webSocket().connection().reset();
      return new Lost(connected.getString("sid"), connected.getString("pid"), offset);
    }
  }

  /** Asks for a lost connection; the server may send events before its answer. */
  private static JsonObject recover(EngineSocket socket, Lost lost, List<JsonArray> events) {
    socket.send("40" + auth(lost.pid(), lost.offset()));
    String packet = socket.next();
    while (!packet.startsWith("40")) {
      events.add(event(packet));
      packet = socket.next();
    }
    return new JsonObject(packet.substring(2));
  }

  private static String auth(String pid, String offset) {
    return new JsonObject().put("pid", pid).put("offset", offset).encode();
  }

  /** Emits a message, expects it back, and returns the offset that came with it. */
  private static String echo(EngineSocket socket, Object value) {
    socket.send("42[\"message\"," + value + "]");
    JsonArray event = event(socket.next());
    assertEquals(List.of("message-back", value), event.getList().subList(0, 2));
    assertEquals(3, event.size());
    return event.getString(2);
  }

  private static JsonArray event(String packet) {
    assertTrue(packet.startsWith("42["), packet);
    return new JsonArray(packet.substring(2));
  }

  private static EngineSocket open() {
    return EngineSocket.open(SERVER.port(), "/socket.io/");
  }
}
