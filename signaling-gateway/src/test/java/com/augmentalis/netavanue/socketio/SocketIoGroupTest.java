package com.augmentalis.netavanue.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances of one process as one server: rooms and recovery. */
class SocketIoGroupTest {

  private final LinkedBlockingQueue<SocketIoSocket> sockets = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> goodbyes = new LinkedBlockingQueue<>();
  private TestServer server;

  private void start(int instances, RecoveryOptions recovery) {
    SocketIoGroup group = new SocketIoGroup();
    server =
        TestServer.start(
            instances,
            vertx -> {
              SocketIoServer api =
                  SocketIoServer.create(vertx, new SocketIoOptions().recovery(recovery), group);
              api.of("/").connectionHandler(this::greet);
              return api.requestHandler();
            });
  }

  private void greet(SocketIoSocket socket) {
    if (!socket.isRecovered()) {
      socket.join("room");
      socket.setData("kept");
      socket.emit("hello");
    }
    socket.disconnectHandler(goodbyes::add);
    sockets.add(socket);
  }

  private SocketIoSocket socket() throws InterruptedException {
    return sockets.poll(5, TimeUnit.SECONDS);
  }

  private void onLoop(SocketIoSocket socket, Runnable task) {
    TestServer.await(
        io.vertx.core.Future.future(
            promise ->
                socket
                    .context()
                    .runOnContext(
                        v -> {
                          task.run();
                          promise.complete();
                        })));
  }

  private void emitToRoom(SocketIoSocket from, int number) {
    onLoop(from, () -> from.namespace().to("room").emit("e", number));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void broadcastsReachEveryInstance() throws Exception {
    start(3, null);
    List<SocketIoClient> clients = new ArrayList<>();
    Set<Object> contexts = new HashSet<>();
    SocketIoSocket last = null;
    for (int i = 0; i < 9; i++) {
      clients.add(SocketIoClient.connect(server.port(), "0"));
      last = socket();
      contexts.add(last.context());
    }
    assertEquals(3, contexts.size());
    emitToRoom(last, 1);
    SocketIoSocket sender = last;
    onLoop(sender, () -> sender.namespace().to("room").local().emit("e", 2));
    onLoop(sender, () -> sender.namespace().to("room").emit("e", 3));
    int local = 0;
    for (SocketIoClient client : clients) {
      assertEquals("2[\"hello\"]", client.read());
      assertEquals("2[\"e\",1]", client.read());
      String next = client.read();
      if (next.equals("2[\"e\",2]")) {
        local++;
        next = client.read();
      }
      assertEquals("2[\"e\",3]", next);
    }
    assertEquals(3, local);
  }

  @Test
  void recoversOnTheSameInstance() throws Exception {
    start(1, new RecoveryOptions());
    recoverRepeatedly(1, 3);
  }

  /** The client comes back to whichever instance accepts it, several times in a row. */
  @Test
  void recoversOnEveryInstance() throws Exception {
    start(3, new RecoveryOptions());
    recoverRepeatedly(3, 9);
  }

  private void recoverRepeatedly(int instances, int times) throws Exception {
    // Someone else, who stays.
    SocketIoClient other = SocketIoClient.connect(server.port(), "0");
    SocketIoSocket otherSocket = socket();
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    JsonObject connect = new JsonObject(client.read().substring(1));
    String offset = lastArgument(client.read());
    SocketIoSocket socket = socket();
    Set<Object> contexts = new HashSet<>();
    int number = 0;
    for (int i = 0; i < times; i++) {
      contexts.add(socket.context());
      SocketIoSocket gone = socket;
      emitToRoom(otherSocket, number);
      String event = client.read();
      assertEquals(number++, firstArgument(event));
      offset = i % 2 == 0 ? offset : lastArgument(event);
      client.close();
      assertEquals(DisconnectReason.TRANSPORT_CLOSE, goodbyes.poll(5, TimeUnit.SECONDS));
      emitToRoom(otherSocket, number++);
      onLoop(gone, () -> gone.emit("e", -1));
      emitToRoom(otherSocket, number++);
      JsonObject auth = new JsonObject().put("pid", connect.getString("pid")).put("offset", offset);
      client = SocketIoClient.open(server.port()).send("0" + auth.encode());
      assertEquals(connect, new JsonObject(client.read().substring(1)));
      socket = socket();
      assertTrue(socket.isRecovered());
      assertEquals(connect.getString("sid"), socket.id());
      assertEquals(Set.of(socket.id(), "room"), socket.rooms());
      assertEquals("kept", socket.data(String.class));
      if (i % 2 == 0) {
        assertEquals(number - 3, firstArgument(client.read()), "not seen, so sent again");
      }
      List<Integer> missed = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        String again = client.read();
        missed.add(firstArgument(again));
        offset = lastArgument(again);
      }
      missed.sort(null);
      assertEquals(List.of(-1, number - 2, number - 1), missed);
    }
    assertTrue(contexts.size() >= Math.min(instances, 2), "instances: " + contexts.size());
    other.close();
  }

  private static int firstArgument(String event) {
    return new io.vertx.core.json.JsonArray(event.substring(1)).getInteger(1);
  }

  private static String lastArgument(String event) {
    io.vertx.core.json.JsonArray array = new io.vertx.core.json.JsonArray(event.substring(1));
    return array.getString(array.size() - 1);
  }

  @Test
  void connectsAnewWhenItCannotRecover() throws Exception {
    start(1, new RecoveryOptions(60_000, true, 2, 1_000_000, 10));
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    JsonObject connect = new JsonObject(client.read().substring(1));
    String offset = lastArgument(client.read());
    SocketIoSocket first = socket();
    client.close();
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, goodbyes.poll(5, TimeUnit.SECONDS));
    for (int i = 0; i < 3; i++) {
      emitToRoom(first, i);
    }
    String[] attempts = {
      new JsonObject().put("pid", connect.getString("pid")).put("offset", offset).encode(),
      new JsonObject().put("pid", "unknown").put("offset", offset).encode(),
      "{\"pid\":1,\"offset\":{}}",
    };
    for (String auth : attempts) {
      SocketIoClient again = SocketIoClient.open(server.port()).send("0" + auth);
      assertTrue(again.read().startsWith("0{"));
      SocketIoSocket socket = socket();
      assertFalse(socket.isRecovered());
      assertFalse(socket.id().equals(first.id()));
      again.close();
    }
  }

  @Test
  void aGoodbyeIsNotRecovered() throws Exception {
    start(1, new RecoveryOptions());
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    JsonObject connect = new JsonObject(client.read().substring(1));
    String offset = lastArgument(client.read());
    assertFalse(socket().isRecovered());
    client.send("1");
    assertEquals(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, goodbyes.poll(5, TimeUnit.SECONDS));
    JsonObject auth = new JsonObject().put("pid", connect.getString("pid")).put("offset", offset);
    SocketIoClient again = SocketIoClient.open(server.port()).send("0" + auth.encode());
    assertTrue(again.read().startsWith("0{"));
    assertFalse(socket().isRecovered());
  }
}
