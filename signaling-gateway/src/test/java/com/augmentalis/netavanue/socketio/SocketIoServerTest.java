package com.augmentalis.netavanue.socketio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.testing.RawClient;
import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server's API against a client that speaks packets. */
class SocketIoServerTest extends SocketIoServerFixture {

  @Test
  void tellsTheHandshake() throws Exception {
    start(api -> api.of("/").connectionHandler(seen::add));
    SocketIoClient.connect(server.port(), "0{\"token\":\"abc\"}");
    SocketIoSocket socket = (SocketIoSocket) seen();
    assertEquals("red", socket.handshake().query().get("color"));
    assertEquals("websocket", socket.handshake().headers().get("upgrade"));
    assertEquals("127.0.0.1", socket.handshake().remoteAddress());
    assertEquals("{\"token\":\"abc\"}", socket.handshake().auth().orElseThrow().text());
    assertEquals("websocket", socket.transport());
    assertEquals(Set.of(socket.id()), socket.rooms());
    assertFalse(socket.isRecovered());
  }

  @Test
  void emitsEveryKindOfValue() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket ->
                        socket.emit(
                            "all",
                            null,
                            true,
                            1,
                            "a\"b",
                            new JsonObject().put("x", new JsonArray().add(1)),
                            Map.of("k", "v"),
                            JsonSlice.of("[0]"))));
    assertEquals(
        "2[\"all\",null,true,1,\"a\\\"b\",{\"x\":[1]},{\"k\":\"v\"},[0]]", connect().read());
  }

  @Test
  void emitsBuffersAsAttachments() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket ->
                        socket.emit(
                            "file",
                            new JsonObject().put("data", Buffer.buffer("abc")),
                            new byte[] {1, 2})));
    SocketIoClient client = connect();
    assertEquals(
        "52-[\"file\",{\"data\":{\"_placeholder\":true,\"num\":0}},"
            + "{\"_placeholder\":true,\"num\":1}]",
        client.read());
    assertEquals("abc", client.raw().frame().text());
    assertArrayEquals(new byte[] {1, 2}, client.raw().frame().payload());
  }

  @Test
  void acknowledgesOnce() throws Exception {
    start(
        api ->
            api.of("/")
                .on(
                    "ask",
                    event -> {
                      seen.add(event.hasAck());
                      event.ack("first");
                      event.ack("second");
                      seen.add(event.hasAck());
                    }));
    SocketIoClient client = connect();
    assertEquals("30[\"first\"]", client.send("20[\"ask\"]").read());
    assertEquals(true, seen());
    assertEquals(false, seen());
    client.send("2[\"ask\"]").send("27[\"ask\"]");
    assertEquals("37[\"first\"]", client.read());
  }

  @Test
  void waitsForAcks() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      for (int i = 0; i < 3; i++) {
                        socket
                            .emitJsonWithAck(i == 1 ? 50 : 60_000, "q", JsonSlice.of("" + i))
                            .onComplete(
                                args -> seen.add(args.slice(0).text()),
                                failure -> seen.add(((AckException) failure).reason()));
                      }
                    }));
    SocketIoClient client = connect();
    assertEquals("20[\"q\",0]", client.read());
    assertEquals("21[\"q\",1]", client.read());
    assertEquals("22[\"q\",2]", client.read());
    client.send("30[\"yes\"]").send("30[\"again\"]").send("399[]");
    assertEquals("\"yes\"", seen());
    assertEquals(AckException.Reason.TIMEOUT, seen());
    client.close();
    assertEquals(AckException.Reason.DISCONNECTED, seen());
  }

  @Test
  void boundsOutstandingAcks() throws Exception {
    start(
        new SocketIoOptions().maxOutstandingAcks(1),
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      Future<?> unused = socket.emitWithAck(60_000, "q");
                      socket
                          .emitWithAck(60_000, "q")
                          .onFailure(failure -> seen.add(((AckException) failure).reason()));
                    }));
    connect();
    assertEquals(AckException.Reason.TOO_MANY_OUTSTANDING, seen());
  }

  @Test
  void separatesNamespacesOfOneConnection() throws Exception {
    start(
        api -> {
          api.of("/").connectionHandler(socket -> socket.on("x", event -> event.ack("main")));
          api.of("/a").connectionHandler(socket -> socket.on("x", event -> event.ack("a")));
        });
    SocketIoClient client = connect();
    assertTrue(client.send("0/a,").read().startsWith("0/a,{\"sid\":"));
    assertEquals("31[\"main\"]", client.send("21[\"x\"]").read());
    assertEquals("3/a,1[\"a\"]", client.send("2/a,1[\"x\"]").read());
    assertEquals("4/b,{\"message\":\"Invalid namespace\"}", client.send("0/b,").read());
    client.send("1/a,");
    assertEquals("32[\"main\"]", client.send("22[\"x\"]").read());
    client.send("2/a,3[\"x\"]");
    client.awaitClose();
  }

  @Test
  void passesOverWhatWasUnderWayWhenTheServerEndedTheNamespace() throws Exception {
    start(
        api -> {
          api.of("/").on("x", event -> event.ack("main"));
          api.of("/a")
              .on(
                  "bye",
                  event -> {
                    event.socket().disconnectHandler(seen::add);
                    event.socket().disconnect(false);
                  });
        });
    SocketIoClient client = connect();
    assertTrue(client.send("0/a,").read().startsWith("0/a,"));
    client.send("2/a,[\"bye\"]").send("2/a,[\"late\"]");
    assertEquals("1/a,", client.read());
    assertEquals(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, seen());
    assertEquals("31[\"main\"]", client.send("21[\"x\"]").read());
    assertTrue(client.send("0/a,").read().startsWith("0/a,"));
  }

  @Test
  void tellsWhyASocketWent() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      socket.join("room");
                      socket.disconnectingHandler(reason -> seen.add(socket.rooms().size()));
                      socket.disconnectHandler(
                          reason -> {
                            seen.add(reason);
                            seen.add(socket.rooms().size());
                            seen.add(socket.isConnected());
                          });
                      socket.on("full", event -> socket.disconnect(true));
                      socket.on("drop", event -> socket.closeTransport("replaced"));
                    }));
    String[][] ways = {
      {"1", DisconnectReason.CLIENT_NAMESPACE_DISCONNECT},
      {"2[\"full\"]", DisconnectReason.SERVER_NAMESPACE_DISCONNECT},
      {"2[\"drop\"]", "replaced"},
      {"9", DisconnectReason.PARSE_ERROR},
      {null, DisconnectReason.TRANSPORT_CLOSE},
    };
    for (String[] way : ways) {
      try (SocketIoClient client = connect()) {
        if (way[0] == null) {
          client.close();
        } else {
          client.send(way[0]);
        }
        assertEquals(2, seen(), way[1]);
        assertEquals(way[1], seen());
        assertEquals(1, seen());
        assertEquals(false, seen());
      }
    }
  }

  @Test
  void closingTheTransportSendsNoDisconnect() throws Exception {
    start(api -> api.of("/").on("drop", event -> event.socket().closeTransport("drain")));
    SocketIoClient client = connect();
    client.send("2[\"drop\"]").awaitClose();
  }

  @Test
  void closesAConnectionThatJoinsNothing() throws Exception {
    start(new SocketIoOptions().connectTimeoutMs(50), api -> api.of("/"));
    SocketIoClient.open(server.port()).awaitClose();
    SocketIoClient client = connect();
    client.send("1");
    client.awaitClose();
  }

  @Test
  void aThrowingHandlerIsReportedAndHarmsNobody() throws Exception {
    start(
        api ->
            api.of("/")
                .on(
                    "bad",
                    event -> {
                      throw new IllegalStateException("oops");
                    })
                .on("good", event -> event.ack()));
    SocketIoClient client = connect();
    client.send("2[\"bad\"]");
    assertEquals("oops", ((Throwable) seen()).getMessage());
    assertEquals("31[]", client.send("21[\"good\"]").read());
  }

  @Test
  void aThrowingHandlerClosesTheTransportWhenTold() throws Exception {
    start(
        new SocketIoOptions().closeOnHandlerFailure(true),
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      throw new IllegalStateException("oops");
                    }));
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    assertTrue(client.read().startsWith("0{"));
    client.awaitClose();
  }

  @Test
  void aHandlerOfTheSocketComesBeforeThatOfTheNamespace() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket ->
                        socket
                            .on("a", event -> event.ack("socket"))
                            .onAny(event -> event.ack("socket any")))
                .on("a", event -> event.ack("namespace"))
                .on("b", event -> event.ack("namespace"))
                .onAny(event -> event.ack("namespace any")));
    SocketIoClient client = connect();
    assertEquals("31[\"socket\"]", client.send("21[\"a\"]").read());
    assertEquals("32[\"namespace\"]", client.send("22[\"b\"]").read());
    assertEquals("33[\"socket any\"]", client.send("23[\"c\"]").read());
  }

  @Test
  void dropsVolatileEventsWhenTheTransportIsFull() throws Exception {
    LinkedBlockingQueue<Boolean> writable = new LinkedBlockingQueue<>();
    start(
        new SocketIoOptions().engine(new EngineIoOptions().maxBufferedBytes(8_000_000)),
        api ->
            api.of("/")
                .on(
                    "fill",
                    event -> {
                      SocketIoSocket socket = event.socket();
                      for (int i = 0; i < 2_000; i++) {
                        socket.emitVolatile("fat", "x".repeat(50_000));
                      }
                      writable.add(socket.isWritable());
                      seen.add(socket.bufferedBytes());
                    }));
    try (SocketIoClient slow = connect()) {
      slow.send("2[\"fill\"]");
      assertEquals(false, writable.poll(5, TimeUnit.SECONDS));
      assertTrue((long) seen() < 8_000_000);
      assertTrue(slow.read().startsWith("2[\"fat\""));
    }
  }

  @Test
  void closesEveryTransportWhenItShutsDown() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      socket.disconnectHandler(seen::add);
                      seen.add(socket);
                    }));
    SocketIoClient client = connect();
    assertTrue(seen() instanceof SocketIoSocket);
    Future<Void> closed = api.close();
    assertEquals(1001, client.raw().frame().closeCode());
    assertEquals(DisconnectReason.SERVER_SHUTTING_DOWN, seen());
    TestServer.await(closed);
    try (RawClient late = server.client()) {
      assertNotEquals(200, late.get("/socket.io/?EIO=4&transport=polling").status());
    }
  }

  @Test
  void mountsOnARouter() throws Exception {
    server =
        TestServer.start(
            vertx -> {
              api = SocketIoServer.create(vertx, new SocketIoOptions());
              Namespace unused = api.of("/").on("x", event -> event.ack());
              Router router = Router.router(vertx);
              router.get("/").handler(routing -> routing.end("page").onComplete(v -> {}));
              api.mount(router);
              return router;
            });
    assertEquals("31[]", connect().send("21[\"x\"]").read());
    try (RawClient client = server.client()) {
      assertEquals("page", client.get("/").body());
      RawClient.Response open = client.get("/socket.io/?EIO=4&transport=polling");
      String sid = new JsonObject(open.body().substring(1)).getString("sid");
      String target = "/socket.io/?EIO=4&transport=polling&sid=" + sid;
      assertEquals("ok", client.post(target, "40\u001e421[\"x\"]").body());
      assertTrue(client.get(target).body().endsWith("}\u001e431[]"));
    }
  }

  @Test
  void broadcastsToRooms() throws Exception {
    start(
        api ->
            api.of("/")
                .connectionHandler(
                    socket -> {
                      JsonSlice auth = socket.handshake().auth().orElseThrow();
                      socket.join(auth.parse().path("room").asText(), "everyone");
                      seen.add(socket);
                    }));
    SocketIoClient a = SocketIoClient.connect(server.port(), "0{\"room\":\"a\"}");
    SocketIoSocket socketA = (SocketIoSocket) seen();
    SocketIoClient b = SocketIoClient.connect(server.port(), "0{\"room\":\"b\"}");
    SocketIoSocket socketB = (SocketIoSocket) seen();
    Namespace namespace = socketA.namespace();
    onLoop(
        socketA,
        () -> {
          namespace.to("a").emit("e", 1);
          namespace.to("a").to("b").emit("e", 2);
          namespace.to("everyone").except("a").emit("e", 3);
          socketA.broadcast().emit("e", 4);
          socketB.to("everyone").emit("e", 5);
          namespace.except(socketB.id()).emit("e", 6);
          namespace.emitJson("e", JsonSlice.of("7"));
          namespace.to(socketB.id()).volatileEmits().emit("e", 8);
          namespace.to("b").socketsJoin("c");
          namespace.to("c").emit("e", 9);
          namespace.to("c").socketsLeave("c");
          namespace.to("c").emit("e", 10);
          namespace.to("b").disconnectSockets(false);
        });
    for (int i : new int[] {1, 2, 5, 6, 7}) {
      assertEquals("2[\"e\"," + i + "]", a.read());
    }
    for (int i : new int[] {2, 3, 4, 7, 8, 9}) {
      assertEquals("2[\"e\"," + i + "]", b.read());
    }
    assertEquals("1", b.read());
    onLoop(socketA, () -> seen.add(namespace.sockets().size()));
    assertEquals(1, seen());
  }
}
