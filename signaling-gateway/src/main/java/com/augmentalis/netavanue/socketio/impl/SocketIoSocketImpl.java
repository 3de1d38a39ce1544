package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.codec.socketio.EncodedPacket;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket;
import com.augmentalis.netavanue.socketio.AckException;
import com.augmentalis.netavanue.socketio.Broadcast;
import com.augmentalis.netavanue.socketio.Broadcast.Emit;
import com.augmentalis.netavanue.socketio.BroadcastOperator;
import com.augmentalis.netavanue.socketio.DisconnectReason;
import com.augmentalis.netavanue.socketio.Handshake;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import com.augmentalis.netavanue.socketio.Namespace;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A client in a namespace. What few sockets need is made when it is first needed. */
final class SocketIoSocketImpl implements SocketIoSocket {

  private enum State {
    CONNECTING,
    CONNECTED,
    DISCONNECTED
  }

  private final ClientConnection connection;
  private final NamespaceImpl namespace;
  private final String id;
  private final String privateId;
  private final Handshake handshake;
  private Recovery recovery;
  private State state = State.CONNECTING;
  private Map<String, Handler<IncomingEvent>> handlers;
  private Handler<IncomingEvent> anyHandler;
  private Handler<String> disconnectingHandler;
  private Handler<String> disconnectHandler;
  private Set<String> rooms = Collections.emptySet();
  private PendingAcks acks;
  private Object data;

  SocketIoSocketImpl(
      ClientConnection connection,
      NamespaceImpl namespace,
      String id,
      String privateId,
      Handshake handshake) {
    this.connection = connection;
    this.namespace = namespace;
    this.id = id;
    this.privateId = privateId;
    this.handshake = handshake;
  }

  // Life.

  /** Marks the socket as recovered: events are held until what it missed was sent. */
  void recover(Recovery source) {
    recovery = source;
  }

  /** The client learns that it is connected; the application's handler comes next. */
  void connected() {
    state = State.CONNECTED;
    connection.send(namespace.connectPacket(id, privateId));
    if (recovery != null) {
      recovery.replay().forEach(this::send);
    }
  }

  String privateId() {
    return privateId;
  }

  ClientConnection connection() {
    return connection;
  }

  /** The socket is gone, for whatever reason. */
  void disconnected(String reason) {
    if (state == State.DISCONNECTED) {
      return;
    }
    boolean wasConnected = state == State.CONNECTED;
    if (wasConnected) {
      run(disconnectingHandler, reason);
      namespace.rememberIfRecoverable(this, reason);
    }
    state = State.DISCONNECTED;
    namespace.remove(this);
    if (acks != null) {
      acks.disconnected();
    }
    if (wasConnected) {
      server().listener().socketDisconnected(namespace.name(), reason);
    }
    run(disconnectHandler, reason);
    handlers = null;
    anyHandler = null;
    disconnectingHandler = null;
    disconnectHandler = null;
  }

  private void run(Handler<String> handler, String reason) {
    if (handler != null) {
      server().guard(this, () -> handler.handle(reason));
    }
  }

  private SocketIoServerImpl server() {
    return namespace.server();
  }

  // Packets from the client.

  void event(SocketIoPacket.Event packet) {
    server().listener().eventReceived(namespace.name());
    Handler<IncomingEvent> handler = handlers == null ? null : handlers.get(packet.name());
    if (handler == null) {
      handler = namespace.handler(packet.name());
    }
    if (handler == null) {
      handler = anyHandler;
    }
    if (handler == null) {
      handler = namespace.anyHandler();
    }
    if (handler == null) {
      return;
    }
    try {
      handler.handle(new IncomingEventImpl(this, packet));
    } catch (RuntimeException e) {
      server().handlerFailed(this, e);
    }
  }

  void ack(SocketIoPacket.Ack packet) {
    if (acks != null) {
      acks.received(packet.ackId(), packet.args());
    }
  }

  // Packets to the client.

  void acknowledge(long ackId, Object[] values) {
    if (state == State.CONNECTED) {
      connection.send(server().encoder().ack(namespace.name(), ackId, values));
    }
  }

  @Override
  public void emit(String event, Object... args) {
    emitValues(event, OutgoingValues.of(args));
  }

  @Override
  public void emitJson(String event, JsonSource... args) {
    emitValues(event, (Object[]) args);
  }

  private void emitValues(String event, Object[] values) {
    if (namespace.store() != null) {
      if (state == State.CONNECTED || namespace.store().isRemembered(privateId)) {
        Emit emit = namespace.encodeEmit(event, values, false);
        namespace.store().append(new Broadcast(namespace.name(), Set.of(id), Set.of(), emit), emit);
        deliver(emit);
      }
    } else if (state == State.CONNECTED) {
      server().listener().eventSent();
      connection.send(server().encoder().event(namespace.name(), event, values));
    }
  }

  @Override
  public void emitVolatile(String event, Object... args) {
    emitLossy(event, OutgoingValues.of(args));
  }

  @Override
  public void emitJsonVolatile(String event, JsonSource... args) {
    emitLossy(event, (Object[]) args);
  }

  private void emitLossy(String event, Object[] values) {
    if (isWritable()) {
      server().listener().eventSent();
      connection.send(server().encoder().event(namespace.name(), event, values));
    } else {
      server().listener().volatileDropped();
    }
  }

  @Override
  public Future<EventArgs> emitWithAck(long timeoutMs, String event, Object... args) {
    return emitExpecting(timeoutMs, event, OutgoingValues.of(args));
  }

  @Override
  public Future<EventArgs> emitJsonWithAck(long timeoutMs, String event, JsonSource... args) {
    return emitExpecting(timeoutMs, event, args);
  }

  private Future<EventArgs> emitExpecting(long timeoutMs, String event, Object[] values) {
    if (timeoutMs <= 0) {
      throw new IllegalArgumentException("timeoutMs must be positive: " + timeoutMs);
    }
    if (state != State.CONNECTED) {
      return failed(AckException.Reason.DISCONNECTED);
    }
    if (acks == null) {
      acks = server().newPendingAcks();
    }
    if (acks.isFull()) {
      return failed(AckException.Reason.TOO_MANY_OUTSTANDING);
    }
    long ackId = acks.nextId();
    EncodedPacket packet = server().encoder().event(namespace.name(), ackId, event, values);
    Promise<EventArgs> promise = server().context().promise();
    Future<EventArgs> future = acks.expect(ackId, timeoutMs, promise);
    server().listener().eventSent();
    connection.send(packet);
    return future;
  }

  private Future<EventArgs> failed(AckException.Reason reason) {
    return server().context().failedFuture(new AckException(reason));
  }

  /** Takes an event of a broadcast. */
  void deliver(Emit emit) {
    if (state == State.CONNECTING && recovery != null) {
      if (!recovery.hold(emit)) {
        connection.close(DisconnectReason.SLOW_CONSUMER);
      }
    } else if (state == State.CONNECTED) {
      if (emit.lossy() && !isWritable()) {
        server().listener().volatileDropped();
      } else {
        send(emit);
      }
    }
  }

  private void send(Emit emit) {
    server().listener().eventSent();
    connection.send(emit.text(), emit.attachments());
  }

  // What the application asks and does.

  @Override
  public String id() {
    return id;
  }

  @Override
  public Handshake handshake() {
    return handshake;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public boolean isConnected() {
    return state == State.CONNECTED;
  }

  @Override
  public boolean isRecovered() {
    return recovery != null;
  }

  @Override
  public String transport() {
    return connection.session().transport().wireName();
  }

  @Override
  public Context context() {
    return server().context();
  }

  @Override
  public SocketIoSocket on(String event, Handler<IncomingEvent> handler) {
    if (handlers == null) {
      handlers = new HashMap<>();
    }
    if (handler == null) {
      handlers.remove(event);
    } else {
      handlers.put(event, handler);
    }
    return this;
  }

  @Override
  public SocketIoSocket onAny(Handler<IncomingEvent> handler) {
    anyHandler = handler;
    return this;
  }

  @Override
  public SocketIoSocket disconnectingHandler(Handler<String> handler) {
    disconnectingHandler = handler;
    return this;
  }

  @Override
  public SocketIoSocket disconnectHandler(Handler<String> handler) {
    disconnectHandler = handler;
    return this;
  }

  @Override
  public boolean isWritable() {
    return state == State.CONNECTED && connection.session().isWritable();
  }

  @Override
  public long bufferedBytes() {
    return connection.session().bufferedBytes();
  }

  @Override
  public void join(String... names) {
    if (state == State.DISCONNECTED) {
      return;
    }
    for (String room : names) {
      namespace.rooms().join(this, room);
    }
  }

  @Override
  public void leave(String room) {
    namespace.rooms().leave(this, room);
  }

  @Override
  public Set<String> rooms() {
    Set<String> all = new LinkedHashSet<>();
    all.add(id);
    all.addAll(rooms);
    return Collections.unmodifiableSet(all);
  }

  /** The rooms but the socket's own; made to be changed by {@link Rooms} alone. */
  Set<String> joinedRooms() {
    if (rooms.isEmpty()) {
      rooms = new HashSet<>(4);
    }
    return rooms;
  }

  @Override
  public BroadcastOperator to(String room) {
    return broadcast().to(room);
  }

  @Override
  public BroadcastOperator broadcast() {
    return namespace.everyone().except(id);
  }

  @Override
  public void disconnect(boolean closeTransport) {
    if (closeTransport) {
      connection.disconnectAll();
    } else {
      connection.leave(this, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }
  }

  @Override
  public void closeTransport(String reason) {
    connection.close(reason);
  }

  @Override
  public <T> T data(Class<T> type) {
    return type.cast(data);
  }

  @Override
  public void setData(Object value) {
    data = value;
  }

  Object rawData() {
    return data;
  }

  /** Sends the packet that ends the socket's membership of the namespace. */
  void sendDisconnect() {
    if (state == State.CONNECTED) {
      EncodedPacket packet = server().encoder().disconnect(namespace.name());
      connection.send(packet, Collections.<ByteSlice>emptyList());
    }
  }
}
