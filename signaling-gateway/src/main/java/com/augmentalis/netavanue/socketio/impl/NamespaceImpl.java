package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.codec.socketio.EncodedPacket;
import com.augmentalis.netavanue.socketio.Broadcast;
import com.augmentalis.netavanue.socketio.Broadcast.Emit;
import com.augmentalis.netavanue.socketio.BroadcastOperator;
import com.augmentalis.netavanue.socketio.DisconnectReason;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import com.augmentalis.netavanue.socketio.Middleware;
import com.augmentalis.netavanue.socketio.Namespace;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A namespace of one instance. */
final class NamespaceImpl implements Namespace {

  private final SocketIoServerImpl server;
  private final String name;
  private final Rooms rooms = new Rooms();
  private final List<Middleware> middlewares = new ArrayList<>();
  private final Map<String, Handler<IncomingEvent>> handlers = new HashMap<>();
  private final RecoveryStore store;
  private Handler<IncomingEvent> anyHandler;
  private Handler<SocketIoSocket> connectionHandler = socket -> {};
  private long offsets;

  NamespaceImpl(SocketIoServerImpl server, String name) {
    this.server = server;
    this.name = name;
    this.store =
        server
            .options()
            .recovery()
            .map(
                options ->
                    new RecoveryStore(
                        server, name, options, () -> server.options().engine().clock().millis()))
            .orElse(null);
  }

  SocketIoServerImpl server() {
    return server;
  }

  Rooms rooms() {
    return rooms;
  }

  /** What recovery needs, or null when it is off. */
  RecoveryStore store() {
    return store;
  }

  Handler<IncomingEvent> handler(String event) {
    return handlers.get(event);
  }

  Handler<IncomingEvent> anyHandler() {
    return anyHandler;
  }

  // What the application sees.

  @Override
  public String name() {
    return name;
  }

  @Override
  public Namespace use(Middleware middleware) {
    middlewares.add(middleware);
    return this;
  }

  @Override
  public Namespace connectionHandler(Handler<SocketIoSocket> handler) {
    connectionHandler = handler;
    return this;
  }

  @Override
  public Namespace on(String event, Handler<IncomingEvent> handler) {
    if (handler == null) {
      handlers.remove(event);
    } else {
      handlers.put(event, handler);
    }
    return this;
  }

  @Override
  public Namespace onAny(Handler<IncomingEvent> handler) {
    anyHandler = handler;
    return this;
  }

  /** Addresses everyone. */
  BroadcastOperator everyone() {
    return new BroadcastOperatorImpl(this, Set.of(), Set.of(), false, false);
  }

  @Override
  public BroadcastOperator to(String room) {
    return everyone().to(room);
  }

  @Override
  public BroadcastOperator except(String room) {
    return everyone().except(room);
  }

  @Override
  public BroadcastOperator local() {
    return everyone().local();
  }

  @Override
  public void emit(String event, Object... args) {
    everyone().emit(event, args);
  }

  @Override
  public void emitJson(String event, JsonSource... args) {
    everyone().emitJson(event, args);
  }

  @Override
  public Optional<SocketIoSocket> socket(String id) {
    return Optional.ofNullable(rooms.socket(id));
  }

  @Override
  public Collection<SocketIoSocket> sockets() {
    return Collections.unmodifiableCollection(rooms.sockets());
  }

  // Broadcasts.

  /** Encodes an event that is to reach several sockets, or to be kept for recovery. */
  Emit encodeEmit(String event, Object[] values, boolean lossy) {
    String offset = null;
    Object[] all = values;
    if (store != null && !lossy) {
      offset = nextOffset();
      all = Arrays.copyOf(values, values.length + 1, Object[].class);
      all[values.length] = offset;
    }
    EncodedPacket packet = server.encoder().event(name, event, all);
    return new Emit(packet.bytes(), packet.attachments(), offset, lossy);
  }

  /** Unlike any other offset of any instance. */
  private String nextOffset() {
    return server.instanceTag() + Long.toString(offsets++, Character.MAX_RADIX);
  }

  /** Does a broadcast here, and elsewhere unless it is local. */
  void publish(Broadcast broadcast, boolean local) {
    deliver(broadcast);
    if (!local) {
      server.group().adapter().publish(server, broadcast);
    }
  }

  /** Does a broadcast with the sockets of this instance. */
  void deliver(Broadcast broadcast) {
    if (broadcast.action() instanceof Emit emit && emit.offset() != null && store != null) {
      store.append(broadcast, emit);
    }
    for (SocketIoSocketImpl socket : rooms.targets(broadcast)) {
      apply(broadcast.action(), socket);
    }
  }

  private static void apply(Broadcast.Action action, SocketIoSocketImpl socket) {
    if (action instanceof Emit emit) {
      socket.deliver(emit);
    } else if (action instanceof Broadcast.Join join) {
      join.rooms().forEach(socket::join);
    } else if (action instanceof Broadcast.Leave leave) {
      leave.rooms().forEach(socket::leave);
    } else if (action instanceof Broadcast.Disconnect disconnect) {
      socket.disconnect(disconnect.closeTransport());
    }
  }

  // Sockets coming and going.

  /** Runs the middleware, one after the other. */
  Future<Void> admit(SocketIoSocketImpl socket) {
    Future<Void> admitted = Future.succeededFuture();
    if (socket.isRecovered() && store.options().skipMiddlewares()) {
      return admitted;
    }
    for (Middleware middleware : middlewares) {
      admitted = admitted.compose(v -> middleware.handle(socket));
    }
    return admitted;
  }

  /** The client learns of its socket, then the application. */
  void connect(SocketIoSocketImpl socket) {
    rooms.add(socket);
    socket.connected();
    server.listener().socketConnected(name, socket.isRecovered());
    try {
      connectionHandler.handle(socket);
    } catch (RuntimeException e) {
      server.handlerFailed(socket, e);
    }
  }

  /** Puts a recovered socket into its rooms before it is connected, so that it misses no more. */
  void reserve(SocketIoSocketImpl socket, Set<String> joined) {
    rooms.add(socket);
    joined.forEach(socket::join);
  }

  void remove(SocketIoSocketImpl socket) {
    rooms.remove(socket);
  }

  EncodedPacket connectPacket(String id, String privateId) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("sid", id);
    if (privateId != null) {
      payload.put("pid", privateId);
    }
    return server.encoder().connect(name, payload);
  }

  void rememberIfRecoverable(SocketIoSocketImpl socket, String reason) {
    if (store != null && isRecoverable(reason)) {
      store.remember(socket.privateId(), socket, socket.rawData());
    }
  }

  /** A connection that was ended on purpose, or broke the protocol, does not come back. */
  private static boolean isRecoverable(String reason) {
    return switch (reason) {
      case DisconnectReason.CLIENT_NAMESPACE_DISCONNECT,
          DisconnectReason.SERVER_NAMESPACE_DISCONNECT,
          DisconnectReason.PARSE_ERROR ->
          false;
      default -> true;
    };
  }
}
