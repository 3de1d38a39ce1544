package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.socketio.NameTable;
import com.augmentalis.netavanue.codec.socketio.SocketIoDecoder;
import com.augmentalis.netavanue.codec.socketio.SocketIoEncoder;
import com.augmentalis.netavanue.codec.socketio.SocketIoLimits;
import com.augmentalis.netavanue.engineio.CloseReason;
import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.engineio.impl.EngineIoServerImpl;
import com.augmentalis.netavanue.engineio.impl.TimingWheel;
import com.augmentalis.netavanue.socketio.Adapter;
import com.augmentalis.netavanue.socketio.Broadcast;
import com.augmentalis.netavanue.socketio.Namespace;
import com.augmentalis.netavanue.socketio.SocketIoGroup;
import com.augmentalis.netavanue.socketio.SocketIoListener;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import com.augmentalis.netavanue.socketio.SocketIoServer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The namespaces of one event loop, and what their sockets share. */
public final class SocketIoServerImpl implements SocketIoServer, Adapter.Member {

  private final SocketIoOptions options;
  private final SocketIoGroup group;
  private final EngineIoServerImpl engine;
  private final SocketIoEncoder encoder;
  private final SocketIoLimits limits;
  private final String instanceTag;
  private final Map<String, NamespaceImpl> namespaces = new LinkedHashMap<>();
  private NameTable names = NameTable.EMPTY;
  private SocketIoListener listener = SocketIoListener.NONE;

  /**
   * Creates a server.
   *
   * @param vertx the Vert.x instance; called on one of its event loops, the server is bound to that
   * @param options the options, copied
   * @param group the group to join
   */
  public SocketIoServerImpl(Vertx vertx, SocketIoOptions options, SocketIoGroup group) {
    this.options = new SocketIoOptions(options);
    this.group = group;
    this.engine = new EngineIoServerImpl(vertx, this.options.engine(), group.engines());
    this.encoder = new SocketIoEncoder(this.options.json());
    int maxPayload = this.options.engine().maxPayload();
    this.limits =
        new SocketIoLimits()
            .withMaxTextBytes(maxPayload)
            .withMaxAttachments(this.options.maxAttachments())
            .withMaxAttachmentBytes(attachmentBytes(this.options.maxAttachments(), maxPayload))
            .withMaxEventNameLength(this.options.maxEventNameLength())
            .withJson(this.options.json().limits());
    this.instanceTag = engine.newId();
    engine.sessionHandler(session -> new ClientConnection(this, session));
    group.adapter().add(this);
  }

  private static int attachmentBytes(int attachments, int maxPayload) {
    return (int) Math.min(Integer.MAX_VALUE, (long) attachments * maxPayload);
  }

  // What the application sees.

  @Override
  public Namespace of(String name) {
    String full = name.startsWith("/") ? name : "/" + name;
    NamespaceImpl namespace =
        namespaces.computeIfAbsent(full, created -> new NamespaceImpl(this, created));
    List<String> known = new ArrayList<>(namespaces.keySet());
    known.addAll(options.expectedEvents());
    names = NameTable.of(known);
    return namespace;
  }

  @Override
  public Handler<HttpServerRequest> requestHandler() {
    return engine.requestHandler();
  }

  @Override
  public SocketIoServer mount(Router router) {
    String path = options.engine().path();
    Handler<HttpServerRequest> handler = requestHandler();
    router.route(path + "*").handler(routing -> handler.handle(routing.request()));
    return this;
  }

  @Override
  public SocketIoServer exceptionHandler(Handler<Throwable> handler) {
    engine.exceptionHandler(handler);
    return this;
  }

  @Override
  public SocketIoServer listener(SocketIoListener observer) {
    listener = observer;
    engine.listener(observer);
    return this;
  }

  @Override
  public EngineIoServer engine() {
    return engine;
  }

  @Override
  public Future<Void> close() {
    group.adapter().remove(this);
    return engine
        .close()
        .onComplete(
            closed -> {
              if (context() != null) {
                execute(this::forgetLost);
              }
            });
  }

  private void forgetLost() {
    namespaces.values().stream()
        .map(NamespaceImpl::store)
        .filter(Objects::nonNull)
        .forEach(RecoveryStore::close);
  }

  // Broadcasts of other instances.

  @Override
  public void deliver(Broadcast broadcast) {
    if (context() == null) {
      return; // No client has ever connected here.
    }
    execute(
        () -> {
          NamespaceImpl namespace = namespaces.get(broadcast.namespace());
          if (namespace != null) {
            namespace.deliver(broadcast);
          }
        });
  }

  // What namespaces, connections and sockets share.

  SocketIoOptions options() {
    return options;
  }

  SocketIoGroup group() {
    return group;
  }

  SocketIoListener listener() {
    return listener;
  }

  SocketIoEncoder encoder() {
    return encoder;
  }

  ContextInternal context() {
    return engine.context();
  }

  TimingWheel wheel() {
    return engine.wheel();
  }

  void execute(Runnable task) {
    engine.execute(task);
  }

  String newId() {
    return engine.newId();
  }

  /** A text that no other instance has. */
  String instanceTag() {
    return instanceTag;
  }

  NamespaceImpl namespace(String name) {
    return namespaces.get(name);
  }

  SocketIoDecoder newDecoder() {
    return new SocketIoDecoder(limits, names, options.json());
  }

  PendingAcks newPendingAcks() {
    return new PendingAcks(wheel(), options.maxOutstandingAcks(), () -> listener.ackTimedOut());
  }

  /** Runs a callback of the application; what it throws is reported. */
  void guard(SocketIoSocketImpl socket, Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      handlerFailed(socket, e);
    }
  }

  /** A callback of the application failed. */
  void report(Throwable failure) {
    listener.handlerFailed();
    engine.report(failure);
  }

  /** A handler of the application threw. */
  void handlerFailed(SocketIoSocketImpl socket, RuntimeException failure) {
    report(failure);
    if (options.closeOnHandlerFailure()) {
      socket.connection().close(CloseReason.FORCED_CLOSE);
    }
  }
}
