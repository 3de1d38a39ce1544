package com.augmentalis.netavanue.socketio.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published Java client, unmodified, against a small application on the library. */
class StockJavaClientTest {

  private static final long PATIENCE_SECONDS = 20;

  private static ClientTestApplication application;

  private final List<Socket> opened = new ArrayList<>();

  @BeforeAll
  static void start() {
    application = ClientTestApplication.launch();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @AfterEach
  void closeClients() {
    for (Socket socket : opened) {
      socket.io().reconnection(false);
      socket.disconnect();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void connectsOnEachTransport(String transport) throws Exception {
    Socket socket = connected(client("/", transport));
    assertFalse(socket.id().isEmpty());
    assertEquals(transport, ask(socket, "transport")[0]);
  }

  @Test
  void upgradesFromPollingToWebSocket() throws Exception {
    Socket socket = connected(client("/", "polling", "websocket"));
    String id = socket.id();
    int asked = 0;
    while (!ask(socket, "transport")[0].equals("websocket") && asked < 10_000) {
      asked++;
    }
    assertEquals("websocket", ask(socket, "transport")[0]);
    assertEquals(id, socket.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void exchangesEvents(String transport) throws Exception {
    Socket socket = connected(client("/", transport));
    LinkedBlockingQueue<Object[]> echoes = listen(socket, "echo");
    JSONObject object = new JSONObject(Map.of("a", List.of(1, "\u20ac\ud83d\ude00", true)));
    socket.emit("echo", "text", 42, object, new JSONArray(List.of(1, 2)), JSONObject.NULL);
    Object[] echo = take(echoes);
    assertEquals("text", echo[0]);
    assertEquals(42, echo[1]);
    assertEquals(object.toString(), echo[2].toString());
    assertEquals("[1,2]", echo[3].toString());
    assertEquals(5, echo.length);
    for (int i = 0; i < 200; i++) {
      socket.emit("echo", i);
    }
    for (int i = 0; i < 200; i++) {
      assertEquals(i, take(echoes)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void exchangesBinary(String transport) throws Exception {
    Socket socket = connected(client("/", transport));
    LinkedBlockingQueue<Object[]> echoes = listen(socket, "binary");
    byte[] large = new byte[500_000];
    Arrays.fill(large, (byte) 0xa5);
    for (byte[] bytes : List.of(new byte[] {0, 1, -1}, new byte[0], large)) {
      socket.emit("binary", bytes, "text");
      Object[] echo = take(echoes);
      assertArrayEquals(bytes, (byte[]) echo[0]);
      assertEquals(bytes.length, echo[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void acknowledgesToTheClient(String transport) throws Exception {
    Socket socket = connected(client("/", transport));
    assertEquals("a", ask(socket, "ack", "a", 1)[0]);
    assertArrayEquals(new byte[] {7}, (byte[]) ask(socket, "ack-binary")[0]);
    assertEquals(0, ask(socket, "ack-empty").length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void acknowledgesToTheServer(String transport) throws Exception {
    Socket socket = connected(client("/", transport));
    socket.on(
        "question",
        args -> ((Ack) args[args.length - 1]).call("answer to " + args[0], new byte[] {1, 2}));
    Object[] answer = ask(socket, "ask-me", "question");
    assertEquals("answer to 6 x 7", answer[0]);
    assertEquals(2, answer[1]);
  }

  @Test
  void letsTheServersAckRunIntoItsTimeout() throws Exception {
    Socket socket = connected(client("/", "websocket"));
    assertEquals("failed", ask(socket, "ask-me", "nobody-listens")[0]);
  }

  @Test
  void comesBackAfterTheServerClosedTheTransport() throws Exception {
    Socket socket = connected(client("/", "websocket"));
    String id = socket.id();
    LinkedBlockingQueue<Object[]> gone = listen(socket, Socket.EVENT_DISCONNECT);
    LinkedBlockingQueue<Object[]> back = listen(socket, Socket.EVENT_CONNECT);
    socket.emit("drop-me");
    assertEquals("transport error", take(gone)[0]);
    take(back);
    assertNotEquals(id, socket.id());
    assertEquals("a", ask(socket, "ack", "a")[0]);
  }

  @Test
  void staysAwayAfterTheServerDisconnectedIt() throws Exception {
    Socket socket = connected(client("/", "websocket"));
    LinkedBlockingQueue<Object[]> gone = listen(socket, Socket.EVENT_DISCONNECT);
    socket.emit("kick-me");
    assertEquals("io server disconnect", take(gone)[0]);
    assertFalse(socket.connected());
    LinkedBlockingQueue<Object[]> back = listen(socket, Socket.EVENT_CONNECT);
    socket.connect();
    take(back);
  }

  @Test
  void tellsTheServerThatItLeaves() throws Exception {
    Socket leaving = connected(client("/", "websocket"));
    Socket staying = connected(client("/", "websocket"));
    String id = leaving.id();
    leaving.disconnect();
    LinkedBlockingQueue<Object[]> departures = listen(staying, "departed");
    staying.emit("tell-departures", id);
    Object[] departure = take(departures);
    assertEquals(id, departure[0]);
    assertEquals("client namespace disconnect", departure[1]);
  }

  @Test
  void sharesAConnectionBetweenNamespaces() throws Exception {
    Socket main = connected(client("/", "websocket"));
    Socket custom = main.io().socket("/custom");
    opened.add(custom);
    assertSame(main.io(), custom.io());
    connected(custom);
    assertNotEquals(main.id(), custom.id());
    assertEquals("custom", ask(custom, "where")[0]);
    custom.disconnect();
    assertEquals("a", ask(main, "ack", "a")[0]);
  }

  @Test
  void isRefusedWithDataByMiddleware() throws Exception {
    Socket socket = client("/guarded", "websocket");
    LinkedBlockingQueue<Object[]> errors = listen(socket, Socket.EVENT_CONNECT_ERROR);
    socket.connect();
    JSONObject error = (JSONObject) take(errors)[0];
    assertEquals("not you", error.getString("message"));
    assertEquals(403, error.getJSONObject("data").getInt("code"));
    assertFalse(socket.connected());
  }

  @Test
  void isAdmittedByMiddlewareWithItsToken() throws Exception {
    IO.Options options = options("websocket");
    options.auth = Map.of("token", "sesame");
    Socket socket = connected(client("/guarded", options));
    assertEquals("sesame", ask(socket, "token")[0]);
  }

  @Test
  void isRefusedAnUnknownNamespace() throws Exception {
    Socket socket = client("/unknown", "websocket");
    LinkedBlockingQueue<Object[]> errors = listen(socket, Socket.EVENT_CONNECT_ERROR);
    socket.connect();
    assertEquals("Invalid namespace", ((JSONObject) take(errors)[0]).getString("message"));
  }

  @Test
  void hearsOfItsRoomOnly() throws Exception {
    Socket inside = connected(client("/", "websocket"));
    Socket outside = connected(client("/", "websocket"));
    Socket speaker = connected(client("/", "polling"));
    assertNotSame(inside.io(), outside.io());
    ask(inside, "join", "room");
    LinkedBlockingQueue<Object[]> heardInside = listen(inside, "news");
    LinkedBlockingQueue<Object[]> heardOutside = listen(outside, "news");
    ask(speaker, "tell-room", "room", "hello");
    ask(speaker, "tell-all", "everyone");
    assertEquals("hello", take(heardInside)[0]);
    assertEquals("everyone", take(heardInside)[0]);
    assertEquals("everyone", take(heardOutside)[0]);
  }

  private Socket client(String namespace, String... transports) {
    return client(namespace, options(transports));
  }

  private Socket client(String namespace, IO.Options options) {
    URI uri = URI.create("http://127.0.0.1:" + application.port() + namespace);
    Socket socket = IO.socket(uri, options);
    opened.add(socket);
    return socket;
  }

  private static IO.Options options(String... transports) {
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.transports = transports;
    options.reconnectionDelay = 10;
    options.reconnectionDelayMax = 50;
    return options;
  }

  private static Socket connected(Socket socket) throws Exception {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    Emitter.Listener onConnect = args -> connected.complete(null);
    socket.once(Socket.EVENT_CONNECT, onConnect);
    socket.io().once(Manager.EVENT_ERROR, args -> connected.completeExceptionally(failure(args)));
    socket.connect();
    if (!socket.connected()) {
      connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return socket;
  }

  private static Throwable failure(Object[] args) {
    return args.length > 0 && args[0] instanceof Throwable thrown ? thrown : new AssertionError();
  }

  private static LinkedBlockingQueue<Object[]> listen(Socket socket, String event) {
    LinkedBlockingQueue<Object[]> events = new LinkedBlockingQueue<>();
    socket.on(event, events::add);
    return events;
  }

  private static Object[] take(LinkedBlockingQueue<Object[]> events) throws Exception {
    Object[] event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing came");
    }
    return event;
  }

  /** Emits an event and waits for its ack. */
  private static Object[] ask(Socket socket, String event, Object... args) throws Exception {
    CompletableFuture<Object[]> answer = new CompletableFuture<>();
    socket.emit(event, args, (Ack) answer::complete);
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
