package com.augmentalis.netavanue.socketio.conformance;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.socketio.ConnectRefusedException;
import com.augmentalis.netavanue.socketio.Handshake;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import com.augmentalis.netavanue.socketio.Namespace;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import com.augmentalis.netavanue.socketio.SocketIoServer;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A small application on the library that does at a client's request what a client is to see. */
final class ClientTestApplication extends AbstractVerticle implements AutoCloseable {

  private static final long ACK_TIMEOUT_MS = 10_000;
  private static final long SHORT_ACK_TIMEOUT_MS = 50;

  private final Map<String, String> departures = new HashMap<>();
  private final Map<String, SocketIoSocket> curious = new HashMap<>();
  private volatile int port;

  private ClientTestApplication() {}

  static ClientTestApplication launch() {
    ClientTestApplication application = new ClientTestApplication();
    String unused = TestServer.await(Vertx.vertx().deployVerticle(application));
    return application;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    TestServer.await(vertx.close());
  }

  @Override
  public void start(Promise<Void> started) {
    // The Java client does not notice a close frame.
    EngineIoOptions engine = new EngineIoOptions().skipCloseFrame(true);
    SocketIoServer io =
        SocketIoServer.create(vertx, new SocketIoOptions().engine(engine.path("/socket.io/")));
    Namespace main = io.of("/");
    main.connectionHandler(socket -> serve(main, socket));
    io.of("/custom").connectionHandler(socket -> socket.on("where", e -> e.ack("custom")));
    io.of("/guarded")
        .use(ClientTestApplication::guard)
        .connectionHandler(
            socket -> socket.on("token", e -> e.ack(token(socket.handshake()).orElseThrow())));
    vertx
        .createHttpServer()
        .requestHandler(io.requestHandler())
        .listen(0, "127.0.0.1")
        .map(HttpServer::actualPort)
        .onSuccess(actual -> port = actual)
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private static Future<Void> guard(SocketIoSocket socket) {
    if (token(socket.handshake()).filter("sesame"::equals).isPresent()) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        new ConnectRefusedException("not you", new JsonObject().put("code", 403)));
  }

  private static Optional<String> token(Handshake handshake) {
    return handshake.auth().map(auth -> new JsonObject(auth.text()).getString("token"));
  }

  private void serve(Namespace main, SocketIoSocket socket) {
    socket.on("transport", e -> e.ack(socket.transport()));
    socket.on("echo", e -> socket.emitJson("echo", all(e.args())));
    socket.on("binary", e -> echoBinary(socket, e));
    socket.on("ack", e -> e.ackJson(all(e.args())));
    socket.on("ack-binary", e -> e.ack((Object) new byte[] {7}));
    socket.on("ack-empty", e -> e.ack());
    socket.on("ask-me", e -> askBack(socket, e));
    socket.on("drop-me", e -> socket.closeTransport("forced close"));
    socket.on("kick-me", e -> socket.disconnect(false));
    socket.on("join", e -> join(socket, e));
    socket.on("tell-room", e -> tellRoom(main, e));
    socket.on("tell-all", e -> tellAll(main, e));
    socket.on("tell-departures", e -> tellDepartures(socket, text(e, 0)));
    socket.disconnectHandler(reason -> departed(socket.id(), reason));
  }

  private static void join(SocketIoSocket socket, IncomingEvent event) {
    socket.join(text(event, 0));
    event.ack();
  }

  private static void tellRoom(Namespace main, IncomingEvent event) {
    main.to(text(event, 0)).emit("news", text(event, 1));
    event.ack();
  }

  private static void tellAll(Namespace main, IncomingEvent event) {
    main.emit("news", text(event, 0));
    event.ack();
  }

  private static void echoBinary(SocketIoSocket socket, IncomingEvent event) {
    byte[] bytes = event.args().attachments().get(0).copy();
    socket.emit("binary", bytes, bytes.length);
  }

  /** Asks the client back, and acknowledges with what came of it. */
  private static void askBack(SocketIoSocket socket, IncomingEvent event) {
    String question = text(event, 0);
    long timeout = question.equals("question") ? ACK_TIMEOUT_MS : SHORT_ACK_TIMEOUT_MS;
    socket
        .emitWithAck(timeout, question, "6 x 7")
        .onComplete(
            answer -> event.ack(answer.node(0).asText(), answer.attachments().get(0).copy().length),
            failure -> event.ack("failed"));
  }

  private void tellDepartures(SocketIoSocket socket, String id) {
    String reason = departures.get(id);
    if (reason == null) {
      curious.put(id, socket);
    } else {
      socket.emit("departed", id, reason);
    }
  }

  private void departed(String id, String reason) {
    departures.put(id, reason);
    SocketIoSocket listener = curious.remove(id);
    if (listener != null) {
      listener.emit("departed", id, reason);
    }
  }

  private static String text(IncomingEvent event, int index) {
    return event.args().node(index).asText();
  }

  private static JsonSource[] all(EventArgs args) {
    JsonSource[] sources = new JsonSource[args.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = args.source(i);
    }
    return sources;
  }
}
