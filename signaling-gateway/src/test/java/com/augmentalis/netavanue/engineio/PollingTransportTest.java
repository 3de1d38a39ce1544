package com.augmentalis.netavanue.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.engineio.impl.SessionIds;
import com.augmentalis.netavanue.testing.RawClient;
import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The polling transport and the upgrade from it, byte by byte. The application is an echo. */
class PollingTransportTest {

  private static final String OPEN = "/engine.io/?EIO=4&transport=polling";
  private static final int MAX_PAYLOAD = 1_000_000;

  private final LinkedBlockingQueue<String> closes = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<EngineIoSession> sessions = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<EngineIoServer> apis = new LinkedBlockingQueue<>();
  private TestServer server;
  private String target;

  private void start(int instances, EngineIoOptions options) {
    EngineIoGroup group = new EngineIoGroup();
    server =
        TestServer.start(
            instances,
            vertx -> {
              EngineIoServer api = EngineIoServer.create(vertx, options, group);
              api.sessionHandler(
                  session -> {
                    WebSocketTransportTest.echo(session, closes);
                    sessions.add(session);
                  });
              apis.add(api);
              return api.requestHandler();
            });
  }

  /** Starts a server and opens a session. */
  private void open(EngineIoOptions options) throws IOException {
    open(1, options);
  }

  private void open(int instances, EngineIoOptions options) throws IOException {
    start(instances, options);
    target = handshake();
  }

  private String handshake() throws IOException {
    try (RawClient client = server.client()) {
      String body = client.get(OPEN).body();
      assertEquals('0', body.charAt(0));
      JsonObject open = new JsonObject(body.substring(1));
      assertEquals("[\"websocket\"]", open.getJsonArray("upgrades").encode());
      return OPEN + "&sid=" + open.getString("sid");
    }
  }

  private RawClient.Response get() throws IOException {
    try (RawClient client = server.client()) {
      return client.get(target);
    }
  }

  private RawClient.Response post(String body) throws IOException {
    try (RawClient client = server.client()) {
      return client.post(target, body);
    }
  }

  private String closeReason() throws InterruptedException {
    return closes.poll(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void carriesPacketsBothWays() throws IOException {
    open(new EngineIoOptions());
    RawClient.Response posted = post("4one\u001e4two\u001ebAQID");
    assertEquals(200, posted.status());
    assertEquals("ok", posted.body());
    RawClient.Response polled = get();
    assertEquals("text/plain; charset=UTF-8", polled.header("content-type"));
    assertEquals("4one\u001e4two\u001ebAQID", polled.body());
  }

  @Test
  void holdsAPollUntilThereIsSomethingToSay() throws IOException {
    open(new EngineIoOptions());
    try (RawClient poll = server.client()) {
      poll.request("GET", target, "", "");
      assertEquals("ok", post("4later").body());
      assertEquals("4later", poll.response().body());
    }
  }

  @Test
  void aClientThatPollsNoMoreDoesNotHoldUpAShutdown() throws Exception {
    open(new EngineIoOptions());
    TestServer.await(apis.take().close());
    assertEquals(CloseReason.SERVER_SHUTTING_DOWN, closeReason());
  }

  @Test
  void aSessionThatWasClosedBeforeDoesNotHoldUpAShutdown() throws Exception {
    open(new EngineIoOptions());
    EngineIoSession session = sessions.take();
    session.context().runOnContext(unused -> session.close(CloseReason.FORCED_CLOSE));
    assertEquals(CloseReason.FORCED_CLOSE, closeReason());
    TestServer.await(apis.take().close());
  }

  @Test
  void refusesWithTheSpecifiedErrors() throws IOException {
    start(1, new EngineIoOptions());
    String[][] requests = {
      {"GET", "/engine.io/?EIO=4", "400", "0"},
      {"GET", "/engine.io/?EIO=4&transport=constructor", "400", "0"},
      {"GET", "/engine.io/?EIO=4&transport=__proto__", "400", "0"},
      {"GET", "/engine.io/?EIO=4&transport=%zz", "400", "0"},
      {"GET", OPEN + "&sid=unknown", "400", "1"},
      {"POST", OPEN + "&sid=AAaaaaaaaaaaaaaaaaaa", "400", "1"},
      {"POST", OPEN, "400", "2"},
      {"GET", "/engine.io/?EIO=4&transport=websocket", "400", "3"},
      {"GET", "/engine.io/?EIO=3&transport=polling", "400", "5"},
      {"GET", "/engine.io/?transport=polling", "400", "5"},
      {"GET", "/engine.io/?EIO=abc&transport=polling", "400", "5"},
    };
    for (String[] request : requests) {
      try (RawClient client = server.client()) {
        RawClient.Response response = client.request(request[0], request[1], "", "").response();
        assertEquals(request[2], Integer.toString(response.status()), request[1]);
        JsonObject error = new JsonObject(response.body());
        assertEquals(request[3], error.getInteger("code").toString(), request[1]);
        assertTrue(error.getString("message").length() > 5);
      }
    }
  }

  @Test
  void endsTheSessionOnASecondPoll() throws Exception {
    open(new EngineIoOptions());
    try (RawClient first = server.client();
        RawClient second = server.client()) {
      first.request("GET", target, "", "");
      assertEquals("ok", post("3").body()); // The first poll has arrived before.
      assertEquals(400, second.get(target).status());
      assertEquals("1", first.response().body());
      assertEquals(CloseReason.TRANSPORT_ERROR, closeReason());
      assertEquals(400, get().status());
    }
  }

  @Test
  void endsTheSessionOnAnAbortedPoll() throws Exception {
    open(new EngineIoOptions());
    try (RawClient poll = server.client()) {
      poll.request("GET", target, "", "");
      assertEquals("ok", post("3").body());
    }
    assertEquals(CloseReason.TRANSPORT_ERROR, closeReason());
    assertEquals(400, get().status());
  }

  @Test
  void endsTheSessionOnABrokenPayload() throws Exception {
    open(new EngineIoOptions());
    assertEquals(400, post("abc").status());
    assertEquals(CloseReason.PARSE_ERROR, closeReason());
    assertEquals(400, get().status());
  }

  @Test
  void endsTheSessionWhenTheClientSaysSo() throws Exception {
    open(new EngineIoOptions());
    try (RawClient poll = server.client()) {
      poll.request("GET", target, "", "");
      assertEquals("ok", post("1").body());
      assertEquals("6", poll.response().body());
      assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
      assertEquals(400, get().status());
    }
  }

  @Test
  void saysWhatIsLeftBeforeItCloses() throws Exception {
    open(new EngineIoOptions());
    EngineIoSession session = sessions.take();
    session
        .context()
        .runOnContext(
            v -> {
              session.sendText(com.augmentalis.netavanue.codec.ByteSlice.utf8("last"));
              session.close(CloseReason.FORCED_CLOSE);
            });
    assertEquals(CloseReason.FORCED_CLOSE, closeReason());
    assertEquals("4last\u001e1", get().body());
    assertEquals(400, get().status());
  }

  @Test
  void takesABodyAtTheLimitAndRefusesOneByteMore() throws Exception {
    open(new EngineIoOptions());
    String limit = "4" + "x".repeat(MAX_PAYLOAD - 1);
    assertEquals("ok", post(limit).body());
    assertEquals(limit, get().body());
    assertEquals(413, post(limit + "x").status());
    assertEquals(CloseReason.TRANSPORT_ERROR, closeReason());
  }

  @Test
  void boundsAChunkedBodyThatNeverEnds() throws Exception {
    open(new EngineIoOptions());
    try (RawClient client = server.client()) {
      client.request("POST", target, "Transfer-Encoding: chunked\r\n", "");
      byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= MAX_PAYLOAD / 0x10000; i++) {
        client.send(chunk);
      }
      assertEquals(413, client.response().status());
    }
    assertEquals(CloseReason.TRANSPORT_ERROR, closeReason());
  }

  @Test
  void pingsAndClosesWhoDoesNotAnswer() throws Exception {
    open(new EngineIoOptions().pingIntervalMs(60).pingTimeoutMs(100));
    assertEquals("2", get().body());
    assertEquals("ok", post("3").body());
    assertEquals("2", get().body());
    assertEquals(CloseReason.PING_TIMEOUT, closeReason());
    assertEquals(400, get().status());
  }

  @Test
  void closesASlowConsumer() throws Exception {
    open(new EngineIoOptions().maxBufferedPackets(3));
    assertEquals("ok", post("4a\u001e4b\u001e4c").body());
    assertEquals("ok", post("4d").body());
    assertEquals(CloseReason.SLOW_CONSUMER, closeReason());
  }

  @Test
  void keepsForeignOriginsOut() throws IOException {
    start(1, new EngineIoOptions().origins(java.util.Set.of("https://app.example")));
    String own = "http://127.0.0.1:" + server.port();
    assertEquals(200, withOrigin(own).status());
    assertEquals(200, withOrigin("https://app.example").status());
    assertEquals(
        "https://app.example",
        withOrigin("https://app.example").header("access-control-allow-origin"));
    for (String foreign : new String[] {"https://evil.example", "null", "http://127.0.0.1"}) {
      assertEquals(403, withOrigin(foreign).status(), foreign);
      try (RawClient client = server.client()) {
        client.send(
            RawClient.upgradeRequest(
                "/engine.io/?EIO=4&transport=websocket",
                server.port(),
                "Origin: " + foreign + "\r\n"));
        assertEquals(403, client.response().status(), foreign);
      }
    }
  }

  private RawClient.Response withOrigin(String origin) throws IOException {
    try (RawClient client = server.client()) {
      return client.request("GET", OPEN, "Origin: " + origin + "\r\n", "").response();
    }
  }

  @Test
  void answersPreflights() throws IOException {
    start(1, new EngineIoOptions().origins(java.util.Set.of("*")));
    try (RawClient client = server.client()) {
      String headers = "Origin: https://any.example\r\nAccess-Control-Request-Headers: x-a\r\n";
      RawClient.Response response = client.request("OPTIONS", OPEN, headers, "").response();
      assertEquals(204, response.status());
      assertEquals("*", response.header("access-control-allow-origin"));
      assertEquals("x-a", response.header("access-control-allow-headers"));
      assertNull(response.header("access-control-allow-credentials"));
    }
  }

  @Test
  void upgradesAndLosesNothing() throws Exception {
    open(new EngineIoOptions());
    upgrade();
  }

  /** Every third connection or so lands on another event loop than the session's. */
  @Test
  void servesASessionFromEveryEventLoop() throws Exception {
    start(3, new EngineIoOptions());
    for (int i = 0; i < 12; i++) {
      target = handshake();
      assertEquals("ok", post("4one").body());
      assertEquals("4one", get().body());
      upgrade();
    }
  }

  private void upgrade() throws Exception {
    String socketTarget = target.replace("transport=polling", "transport=websocket");
    try (RawClient poll = server.client();
        RawClient socket = server.client()) {
      poll.request("GET", target, "", "");
      assertEquals("ok", post("3").body());
      socket.webSocket(socketTarget);
      assertEquals("3probe", socket.text("2probe").readText());
      assertEquals("6", poll.response().body());
      assertEquals("ok", post("4queued").body());
      socket.text("5");
      assertEquals("4queued", socket.readText());
      assertEquals("4hello", socket.text("4hello").readText());
      byte[] large = new byte[200_000];
      assertEquals(large.length, socket.binary(large).frame().payload().length);
      assertEquals(400, get().status());
      assertEquals(400, post("4x").status());
      try (RawClient second = server.client()) {
        second.webSocket(socketTarget);
        assertEquals(0x88, second.frame().firstByte());
      }
      assertEquals("4still", socket.text("4still").readText());
    }
    assertEquals(CloseReason.TRANSPORT_CLOSE, closeReason());
  }

  @Test
  void staysOnPollingWhenTheProbeFails() throws Exception {
    open(new EngineIoOptions());
    String socketTarget = target.replace("transport=polling", "transport=websocket");
    try (RawClient socket = server.client()) {
      socket.webSocket(socketTarget).text("5");
      assertEquals(0x88, socket.frame().firstByte());
    }
    assertEquals("ok", post("4on").body());
    assertEquals("4on", get().body());
    upgrade();
  }

  @Test
  void givesUpAnUpgradeThatTakesTooLong() throws Exception {
    open(new EngineIoOptions().upgradeTimeoutMs(50));
    String socketTarget = target.replace("transport=polling", "transport=websocket");
    try (RawClient socket = server.client()) {
      socket.webSocket(socketTarget);
      assertEquals(0x88, socket.frame().firstByte());
    }
    assertEquals("ok", post("4on").body());
    assertEquals("4on", get().body());
  }

  @Test
  void releasesAPollThatComesDuringAnUpgrade() throws Exception {
    open(new EngineIoOptions());
    String socketTarget = target.replace("transport=polling", "transport=websocket");
    try (RawClient socket = server.client()) {
      socket.webSocket(socketTarget);
      assertEquals("3probe", socket.text("2probe").readText());
      assertEquals("6", get().body());
      assertEquals("4hi", socket.text("5").text("4hi").readText());
    }
  }

  @Test
  void anIdThatNamesAServerWithoutAnEventLoopIsUnknown() throws IOException {
    EngineIoGroup group = new EngineIoGroup();
    server =
        TestServer.start(
            vertx -> EngineIoServer.create(vertx, new EngineIoOptions(), group).requestHandler());
    assertEquals(
        0, EngineIoServer.create(server.vertx(), new EngineIoOptions(), group).sessionCount());
    for (int index = 0; index < 3; index++) {
      String id = new SessionIds(index, new SecureRandom()).next();
      try (RawClient client = server.client()) {
        RawClient.Response response = client.get(OPEN + "&sid=" + id);
        assertEquals(400, response.status());
        assertEquals(1, new JsonObject(response.body()).getInteger("code"));
      }
    }
  }
}
