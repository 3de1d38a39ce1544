package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.engineio.EngineIoDecoder;
import com.augmentalis.netavanue.codec.engineio.EngineIoHandshake;
import com.augmentalis.netavanue.codec.engineio.EngineIoLimits;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.engineio.CloseReason;
import com.augmentalis.netavanue.engineio.EngineIoGroup;
import com.augmentalis.netavanue.engineio.EngineIoListener;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.engineio.EngineIoSession;
import com.augmentalis.netavanue.engineio.HandshakeRequest;
import com.augmentalis.netavanue.engineio.Transport;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one event loop, and what they share. */
public final class EngineIoServerImpl implements EngineIoServer {

  private static final Logger LOG = LoggerFactory.getLogger(EngineIoServerImpl.class);

  /** The coarsest and the finest tick of the timers, in milliseconds. */
  private static final long MAX_TICK_MS = 50;

  private static final long MIN_TICK_MS = 5;

  private final EngineIoOptions options;
  private final EngineIoGroup group;
  private final int index;
  private final SessionIds ids;
  private final EngineIoDecoder decoder;
  private final RequestRouter router;
  private final WebSocketMessageReader.Settings plain;
  private final WebSocketMessageReader.Settings deflating;
  private final Map<String, EngineIoSessionImpl> sessions = new HashMap<>();

  private volatile int sessionCount;
  private volatile ContextInternal context;
  private FlushQueue flushQueue;
  private TimingWheel wheel;
  private Promise<Void> closing;
  private EngineIoListener listener = EngineIoListener.NONE;
  private Handler<EngineIoSession> sessionHandler = session -> {};
  private Handler<Throwable> exceptionHandler = failure -> {};

  /**
   * Creates a server.
   *
   * @param vertx the Vert.x instance; called on one of its event loops, the server is bound to that
   * @param options the options, copied
   * @param group the group to join
   */
  public EngineIoServerImpl(Vertx vertx, EngineIoOptions options, EngineIoGroup group) {
    this.options = new EngineIoOptions(options);
    this.group = group;
    this.index = group.add(this);
    this.ids = new SessionIds(index, this.options.random());
    this.decoder =
        new EngineIoDecoder(
            new EngineIoLimits(
                this.options.maxPayload(),
                this.options.maxPayload(),
                EngineIoLimits.DEFAULT_MAX_PACKETS));
    this.plain = settings(null);
    this.deflating =
        this.options.perMessageDeflate()
            ? settings(new MessageDeflate(this.options.deflateThreshold()))
            : plain;
    this.router = new RequestRouter(this);
    if (Vertx.currentContext() instanceof ContextInternal current
        && current.isEventLoopContext()
        && current.owner().equals(vertx)) {
      bind(current);
    }
  }

  private WebSocketMessageReader.Settings settings(MessageDeflate deflate) {
    return new WebSocketMessageReader.Settings(
        options.maxPayload(), options.acceptUnmaskedFrames(), deflate);
  }

  // What the application sees.

  @Override
  public EngineIoServer sessionHandler(Handler<EngineIoSession> handler) {
    sessionHandler = handler;
    return this;
  }

  @Override
  public EngineIoServer listener(EngineIoListener observer) {
    listener = observer;
    return this;
  }

  @Override
  public EngineIoServer exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public Handler<HttpServerRequest> requestHandler() {
    return router;
  }

  @Override
  public int sessionCount() {
    return sessionCount;
  }

  @Override
  public Future<Void> close() {
    if (context == null) {
      group.remove(index);
      return Future.succeededFuture();
    }
    Promise<Void> closed = Promise.promise();
    execute(
        () -> {
          if (closing == null) {
            closing = Promise.promise();
            List.copyOf(sessions.values()).forEach(EngineIoSessionImpl::shutDown);
            completeClosing();
          }
          closing.future().onComplete(closed);
        });
    return closed.future();
  }

  private void completeClosing() {
    if (closing != null && sessions.isEmpty() && closing.tryComplete()) {
      group.remove(index);
    }
  }

  // The event loop.

  /** Binds the server to the event loop of its first request, unless it is bound. */
  void bindToCurrentLoop() {
    ContextInternal current = (ContextInternal) Vertx.currentContext();
    if (context == null) {
      bind(current);
    } else if (current.nettyEventLoop() != loop()) {
      throw new IllegalStateException(
          "this server belongs to another event loop: create one per verticle instance");
    }
  }

  private void bind(ContextInternal anyOfTheLoop) {
    ContextInternal current = anyOfTheLoop.unwrap();
    long shorter = Math.min(options.pingIntervalMs(), options.pingTimeoutMs());
    long tick = Math.max(MIN_TICK_MS, Math.min(MAX_TICK_MS, shorter / 10));
    wheel =
        new TimingWheel(
            current, tick, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), this::report);
    flushQueue = new FlushQueue(current.nettyEventLoop(), this::report);
    context = current;
  }

  /**
   * The context that all callbacks run on.
   *
   * @return the context; null until the server is bound to an event loop
   */
  public ContextInternal context() {
    return context;
  }

  EventLoop loop() {
    return context.nettyEventLoop();
  }

  /**
   * Runs something on this server's event loop: at once if this is it, else soon.
   *
   * @param task the task
   */
  public void execute(Runnable task) {
    if (loop().inEventLoop()) {
      task.run();
    } else {
      context.runOnContext(v -> task.run());
    }
  }

  /**
   * The timers of this event loop.
   *
   * @return the wheel
   */
  public TimingWheel wheel() {
    return wheel;
  }

  FlushQueue flushQueue() {
    return flushQueue;
  }

  // What sessions and transports share.

  EngineIoOptions options() {
    return options;
  }

  EngineIoGroup group() {
    return group;
  }

  EngineIoDecoder decoder() {
    return decoder;
  }

  EngineIoListener listener() {
    return listener;
  }

  /**
   * Makes an id that names this server.
   *
   * @return the id
   */
  public String newId() {
    return ids.next();
  }

  /**
   * Spreads the pings of clients that connected at the same time. Never so late that, with the
   * wheel's coarseness, a silent session would outlive pingInterval + pingTimeout; never so early
   * that it would come between a handshake and an upgrade.
   */
  long firstPingDelayMs() {
    double part = 0.5 + 0.25 * options.random().nextDouble();
    return Math.max(1, (long) (options.pingIntervalMs() * part));
  }

  /**
   * Logs what went wrong in the application or in ours, and tells who wants to know.
   *
   * @param failure what was thrown
   */
  public void report(Throwable failure) {
    LOG.error("unexpected failure on a connection", failure);
    try {
      exceptionHandler.handle(failure);
    } catch (RuntimeException e) {
      LOG.error("the exception handler failed", e);
    }
  }

  /** Runs a callback of the application; what it throws is reported. */
  void guard(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      report(e);
    }
  }

  // Sessions.

  boolean takesSessions() {
    return closing == null && sessions.size() < options.maxSessions();
  }

  EngineIoSessionImpl session(String id) {
    return sessions.get(id);
  }

  /** Forgets a session that has ended. */
  void forget(EngineIoSessionImpl session) {
    if (sessions.remove(session.id(), session)) {
      sessionCount = sessions.size();
      completeClosing();
    }
  }

  void openPolling(PollExchange exchange) {
    EngineIoSessionImpl session = newSession(exchange.request());
    session.open(new PollingTransport(this, session::queueFull));
    exchange.packets(PollingTransport.payload(List.of(openPacket(session, Transport.POLLING))));
    announce(session, Transport.POLLING);
  }

  void openWebSocket(HttpServerRequest request, ChannelTakeover takeover) {
    EngineIoSessionImpl session = newSession(request);
    WebSocketTransport transport = newTransport(request, session);
    takeover.switchTo(transport, responseHead(request));
    session.open(transport);
    transport.send(openPacket(session, Transport.WEBSOCKET));
    announce(session, Transport.WEBSOCKET);
    takeover.begin();
  }

  private EngineIoSessionImpl newSession(HttpServerRequest request) {
    HandshakeRequest handshake = HandshakeRequest.of(request, options.clock().millis());
    EngineIoSessionImpl session = new EngineIoSessionImpl(this, newId(), handshake);
    sessions.put(session.id(), session);
    sessionCount = sessions.size();
    return session;
  }

  private void announce(EngineIoSessionImpl session, Transport transport) {
    listener.sessionOpened(transport);
    try {
      sessionHandler.handle(session);
    } catch (RuntimeException e) {
      report(e);
      session.close(CloseReason.FORCED_CLOSE);
    }
  }

  private EngineIoPacket openPacket(EngineIoSessionImpl session, Transport transport) {
    Set<Transport> offered = options.transports();
    List<String> upgrades = new ArrayList<>(1);
    if (transport == Transport.POLLING && offered.contains(Transport.WEBSOCKET)) {
      upgrades.add(Transport.WEBSOCKET.wireName());
    }
    return new EngineIoHandshake(
            session.id(),
            upgrades,
            options.pingIntervalMs(),
            options.pingTimeoutMs(),
            options.maxPayload())
        .toPacket();
  }

  WebSocketTransport newTransport(HttpServerRequest request, PacketSink sink) {
    return new WebSocketTransport(this, deflates(request) ? deflating : plain, sink);
  }

  byte[] responseHead(HttpServerRequest request) {
    return WebSocketHandshake.response(request, deflates(request), options.padUpgradeResponse());
  }

  private boolean deflates(HttpServerRequest request) {
    return options.perMessageDeflate()
        && MessageDeflate.accepts(request.getHeader("Sec-WebSocket-Extensions"));
  }
}
