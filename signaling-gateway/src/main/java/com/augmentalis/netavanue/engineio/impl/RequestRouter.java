package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.engineio.CloseReason;
import com.augmentalis.netavanue.engineio.EngineIoError;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.engineio.Transport;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Decides what a request is: a preflight, a handshake, or a request for a session that is open. The
 * latter goes to the event loop that owns the session.
 */
final class RequestRouter implements Handler<HttpServerRequest> {

  private static final String PROTOCOL_VERSION = "4";
  private static final int SERVICE_UNAVAILABLE = 503;

  /** How long the last request of a connection may take. */
  private static final long SHUTDOWN_SECONDS = 60;

  private final EngineIoServerImpl server;
  private final EngineIoOptions options;
  private final OriginPolicy origins;

  RequestRouter(EngineIoServerImpl server) {
    this.server = server;
    this.options = server.options();
    this.origins = new OriginPolicy(options);
  }

  @Override
  public void handle(HttpServerRequest request) {
    server.bindToCurrentLoop();
    closeAfterAmbiguousLength(request);
    PollExchange exchange = new PollExchange(request, origins);
    if (!origins.allows(request)) {
      refuse(exchange, EngineIoError.FORBIDDEN);
      return;
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      exchange.preflight();
      return;
    }
    MultiMap query = QueryParameters.parse(request.uri());
    Transport transport = Transport.of(query.get("transport")).orElse(null);
    if (transport == null || !options.transports().contains(transport)) {
      refuse(exchange, EngineIoError.UNKNOWN_TRANSPORT);
      return;
    }
    String sid = query.get("sid");
    EngineIoServerImpl owner = sid == null ? null : owner(sid);
    if (sid != null && owner == null) {
      refuse(exchange, EngineIoError.UNKNOWN_SID);
    } else if (sid == null && !request.method().equals(HttpMethod.GET)) {
      refuse(exchange, EngineIoError.BAD_HANDSHAKE_METHOD);
    } else if (WebSocketHandshake.isUpgrade(request) != (transport == Transport.WEBSOCKET)) {
      refuse(exchange, EngineIoError.BAD_REQUEST);
    } else if (sid == null) {
      open(exchange, transport, query.get("EIO"));
    } else if (transport == Transport.WEBSOCKET) {
      upgrade(exchange, owner, sid);
    } else {
      pollingRequest(exchange, owner, sid);
    }
  }

  /** The server that an id names; null when there is none, or none that ever had a session. */
  private EngineIoServerImpl owner(String sid) {
    EngineIoServerImpl owner = server.group().member(SessionIds.instanceOf(sid));
    return owner == null || owner.context() == null ? null : owner;
  }

  /**
   * A request with a transfer coding is the last of its connection: whether it had a Content-Length
   * too, which a proxy may have believed, the HTTP decoder does not tell, RFC 9112 section 6.1.
   */
  private static void closeAfterAmbiguousLength(HttpServerRequest request) {
    if (request.headers().contains("Transfer-Encoding")) {
      request.connection().shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS).onComplete(ignored -> {});
    }
  }

  private void refuse(PollExchange exchange, EngineIoError error) {
    refuse(exchange, error, error.status());
  }

  private void refuse(PollExchange exchange, EngineIoError error, int status) {
    server.listener().requestRefused(error);
    exchange.refuse(error, status);
  }

  private void open(PollExchange exchange, Transport transport, String version) {
    if (!PROTOCOL_VERSION.equals(version)) {
      refuse(exchange, EngineIoError.UNSUPPORTED_PROTOCOL_VERSION);
    } else if (!server.takesSessions()) {
      refuse(exchange, EngineIoError.FORBIDDEN, SERVICE_UNAVAILABLE);
    } else if (transport == Transport.POLLING) {
      server.openPolling(exchange);
    } else if (isInOrder(exchange)) {
      ChannelTakeover takeover = ChannelTakeover.of(exchange.request());
      if (takeover == null) {
        refuse(exchange, EngineIoError.BAD_REQUEST);
      } else {
        server.openWebSocket(exchange.request(), takeover);
      }
    }
  }

  /** Checks the WebSocket handshake and refuses it if it is not in order. */
  private boolean isInOrder(PollExchange exchange) {
    int problem = WebSocketHandshake.problem(exchange.request());
    if (problem == 0) {
      return true;
    }
    if (problem == 426) {
      exchange.request().response().putHeader("Sec-WebSocket-Version", "13");
    }
    refuse(exchange, EngineIoError.BAD_REQUEST, problem);
    return false;
  }

  private void pollingRequest(PollExchange exchange, EngineIoServerImpl owner, String sid) {
    HttpMethod method = exchange.request().method();
    if (method.equals(HttpMethod.GET)) {
      withSession(exchange, owner, sid, session -> session.poll(exchange));
    } else if (method.equals(HttpMethod.POST)) {
      exchange.request().pause();
      withSession(exchange, owner, sid, session -> post(exchange, session));
    } else {
      refuse(exchange, EngineIoError.BAD_REQUEST);
    }
  }

  /** Runs on the session's event loop. */
  private static void withSession(
      PollExchange exchange,
      EngineIoServerImpl owner,
      String sid,
      Handler<EngineIoSessionImpl> action) {
    owner.execute(
        () -> {
          EngineIoSessionImpl session = owner.session(sid);
          if (session == null) {
            owner.listener().requestRefused(EngineIoError.UNKNOWN_SID);
            exchange.discardBody();
            exchange.refuse(EngineIoError.UNKNOWN_SID);
          } else {
            action.handle(session);
          }
        });
  }

  private void post(PollExchange exchange, EngineIoSessionImpl session) {
    if (!session.beginPost(exchange)) {
      exchange.discardBody();
      return;
    }
    exchange.onConnectionLoop(
        () -> BodyReader.read(exchange.request(), options.maxPayload(), result(exchange, session)));
  }

  private static BodyReader.Result result(PollExchange exchange, EngineIoSessionImpl session) {
    EngineIoServerImpl owner = session.server();
    return new BodyReader.Result() {
      @Override
      public void body(byte[] bytes) {
        owner.execute(() -> session.post(exchange, bytes));
      }

      @Override
      public void tooLarge() {
        exchange.tooLarge();
        failed();
      }

      @Override
      public void failed() {
        owner.execute(session::postFailed);
      }
    };
  }

  /** A WebSocket for a session that is on polling: its channel moves to the session's loop. */
  private void upgrade(PollExchange exchange, EngineIoServerImpl owner, String sid) {
    if (!isInOrder(exchange)) {
      return;
    }
    withSession(
        exchange,
        owner,
        sid,
        session -> {
          ProbeUpgrade upgrade = session.beginUpgrade();
          if (upgrade == null) {
            exchange.onConnectionLoop(() -> acceptAndClose(exchange));
          } else {
            exchange.onConnectionLoop(() -> switchProtocols(exchange, session.server(), upgrade));
          }
        });
  }

  /**
   * Closes a WebSocket of a session that has one already ("WebSocket" of the protocol). Clients can
   * tell that from a failed connection, so the handshake is completed first.
   */
  private void acceptAndClose(PollExchange exchange) {
    HttpServerRequest request = exchange.request();
    ChannelTakeover takeover = ChannelTakeover.of(request);
    if (takeover == null) {
      exchange.refuse(EngineIoError.BAD_REQUEST);
      return;
    }
    server.listener().requestRefused(EngineIoError.BAD_REQUEST);
    WebSocketTransport transport = server.newTransport(request, null);
    takeover.switchTo(transport, server.responseHead(request));
    transport.flushSoon();
    transport.close(CloseReason.FORCED_CLOSE);
    takeover.begin();
  }

  private void switchProtocols(
      PollExchange exchange, EngineIoServerImpl owner, ProbeUpgrade upgrade) {
    HttpServerRequest request = exchange.request();
    ChannelTakeover takeover = ChannelTakeover.of(request);
    if (takeover == null) {
      exchange.refuse(EngineIoError.BAD_REQUEST);
      owner.execute(upgrade::fail);
      return;
    }
    WebSocketTransport transport = owner.newTransport(request, upgrade);
    takeover.switchTo(transport, owner.responseHead(request));
    Channel channel = takeover.channel();
    if (channel.eventLoop() == owner.loop()) {
      begin(takeover, transport, upgrade);
      return;
    }
    channel.flush();
    channel.deregister().addListener(left -> move(takeover, owner, transport, upgrade));
  }

  private static void move(
      ChannelTakeover takeover,
      EngineIoServerImpl owner,
      WebSocketTransport transport,
      ProbeUpgrade upgrade) {
    owner
        .loop()
        .register(takeover.channel())
        .addListener(
            arrived -> {
              if (arrived.isSuccess()) {
                begin(takeover, transport, upgrade);
              } else {
                owner.execute(upgrade::fail);
              }
            });
  }

  private static void begin(
      ChannelTakeover takeover, WebSocketTransport transport, ProbeUpgrade upgrade) {
    transport.flushSoon();
    if (upgrade.attach(transport)) {
      takeover.begin();
    } else {
      transport.abort();
    }
  }
}
