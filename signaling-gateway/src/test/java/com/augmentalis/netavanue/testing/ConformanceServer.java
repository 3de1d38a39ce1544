package com.augmentalis.netavanue.testing;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.engineio.EngineIoSession;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import com.augmentalis.netavanue.socketio.RecoveryOptions;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import com.augmentalis.netavanue.socketio.SocketIoServer;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * The bare library as protocol suites expect it: Engine.IO on {@code /engine.io/} sends every
 * message back; Socket.IO on {@code /socket.io/} serves the namespaces {@code /} and {@code
 * /custom}.
 */
public final class ConformanceServer {

  private static final int REHEARSALS = 50;

  private ConformanceServer() {}

  /**
   * Starts the server.
   *
   * @param args the port
   */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    boolean recovery = "1".equals(System.getenv("CSR"));
    boolean patient = "1".equals(System.getenv("PATIENT"));
    EngineIoOptions engine = patient ? patientSettings() : publishedSettings();
    long connectTimeoutMs = patient ? SocketIoOptions.DEFAULT_CONNECT_TIMEOUT_MS : 1_000;
    Vertx vertx = Vertx.vertx();
    rehearse(vertx)
        .compose(
            ready -> vertx.deployVerticle(new Instance(port, engine, connectTimeoutMs, recovery)))
        .onComplete(
            id -> System.out.println("listening on port " + port),
            failure -> {
              System.err.println("cannot listen on port " + port + ": " + failure.getMessage());
              System.exit(1);
            });
  }

  /**
   * Serves itself for a moment on another port. The published suites give a client 200 ms to answer
   * a ping, which a virtual machine that still loads its classes can miss.
   */
  private static Future<Void> rehearse(Vertx vertx) {
    Instance stage =
        new Instance(0, patientSettings(), SocketIoOptions.DEFAULT_CONNECT_TIMEOUT_MS, false);
    return vertx
        .deployVerticle(stage)
        .compose(
            id ->
                vertx
                    .executeBlocking(
                        () -> {
                          for (int round = 0; round < REHEARSALS; round++) {
                            Probe.assertServes(stage.http.actualPort());
                          }
                          return id;
                        })
                    .compose(vertx::undeploy));
  }

  /** The settings of the published suites. */
  public static EngineIoOptions publishedSettings() {
    return new EngineIoOptions()
        .pingIntervalMs(300)
        .pingTimeoutMs(200)
        .maxPayload(1_000_000)
        .origins(Set.of("*"));
  }

  /** The same, but with a heartbeat that no busy machine can miss. */
  public static EngineIoOptions patientSettings() {
    return publishedSettings()
        .pingIntervalMs(EngineIoOptions.DEFAULT_PING_INTERVAL_MS)
        .pingTimeoutMs(EngineIoOptions.DEFAULT_PING_TIMEOUT_MS);
  }

  private static final class Instance extends AbstractVerticle {
    private final int port;
    private final EngineIoOptions engine;
    private final long connectTimeoutMs;
    private final boolean recovery;
    private HttpServer http;

    Instance(int port, EngineIoOptions engine, long connectTimeoutMs, boolean recovery) {
      this.port = port;
      this.engine = engine;
      this.connectTimeoutMs = connectTimeoutMs;
      this.recovery = recovery;
    }

    @Override
    public void start(io.vertx.core.Promise<Void> started) {
      // Both kinds of localhost: clients may take either.
      HttpServerOptions options = new HttpServerOptions().setHost("::").setPort(port);
      http =
          vertx
              .createHttpServer(options)
              .requestHandler(handler(vertx, engine, connectTimeoutMs, recovery));
      http.listen().<Void>mapEmpty().onComplete(started);
    }
  }

  /** The request handler of both servers; to be made on the event loop that is to run it. */
  public static Handler<HttpServerRequest> handler(
      Vertx vertx, EngineIoOptions engine, long connectTimeoutMs, boolean recovery) {
    Handler<HttpServerRequest> raw =
        EngineIoServer.create(vertx, engine)
            .sessionHandler(ConformanceServer::echo)
            .requestHandler();
    Handler<HttpServerRequest> sockets = socketServer(vertx, engine, connectTimeoutMs, recovery);
    return request -> {
      if (request.path().startsWith("/engine.io/")) {
        raw.handle(request);
      } else if (request.path().startsWith("/socket.io/")) {
        sockets.handle(request);
      } else {
        Future<Void> unused = request.response().setStatusCode(404).end();
      }
    };
  }

  private static void echo(EngineIoSession session) {
    session.messageHandler(
        new EngineIoSession.MessageHandler() {
          @Override
          public void text(ByteSlice utf8) {
            session.sendText(utf8);
          }

          @Override
          public void binary(ByteSlice bytes) {
            session.sendBinary(bytes);
          }
        });
  }

  private static Handler<HttpServerRequest> socketServer(
      Vertx vertx, EngineIoOptions engine, long connectTimeoutMs, boolean recovery) {
    SocketIoOptions options =
        new SocketIoOptions()
            .engine(new EngineIoOptions(engine).path("/socket.io/"))
            .connectTimeoutMs(connectTimeoutMs)
            .recovery(recovery ? new RecoveryOptions() : null);
    SocketIoServer server = SocketIoServer.create(vertx, options);
    server
        .of("/")
        .connectionHandler(
            socket -> {
              emitAuth(socket);
              socket.on("message", event -> socket.emit("message-back", values(event)));
              socket.on("message-with-ack", event -> event.ack(values(event)));
            });
    server.of("/custom").connectionHandler(ConformanceServer::emitAuth);
    return server.requestHandler();
  }

  private static void emitAuth(SocketIoSocket socket) {
    JsonSource auth = socket.handshake().auth().orElse(JsonSlice.EMPTY_OBJECT);
    socket.emitJson("auth", auth);
  }

  private static Object[] values(IncomingEvent event) {
    EventArgs args = event.args();
    Object[] values = new Object[args.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = args.node(i);
    }
    return values;
  }
}
