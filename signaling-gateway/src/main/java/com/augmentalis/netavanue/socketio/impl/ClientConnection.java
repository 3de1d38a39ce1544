package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import com.augmentalis.netavanue.codec.json.JsonException;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.codec.socketio.EncodedPacket;
import com.augmentalis.netavanue.codec.socketio.SocketIoDecodeException;
import com.augmentalis.netavanue.codec.socketio.SocketIoDecoder;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket;
import com.augmentalis.netavanue.engineio.EngineIoSession;
import com.augmentalis.netavanue.engineio.impl.TimingWheel;
import com.augmentalis.netavanue.socketio.ConnectRefusedException;
import com.augmentalis.netavanue.socketio.DisconnectReason;
import com.augmentalis.netavanue.socketio.Handshake;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client's connection: reads its packets and hands each to the socket of its namespace. It is its
 * own entry in the timing wheel, for the time that a connection may be in no namespace.
 */
final class ClientConnection extends TimingWheel.Entry implements EngineIoSession.MessageHandler {

  /** What the protocol says to a client that asks for a namespace that there is not. */
  private static final String INVALID_NAMESPACE = "Invalid namespace";

  private static final String INTERNAL_ERROR = "Internal error";

  private static final int USUAL_NAMESPACES = 1;

  private final SocketIoServerImpl server;
  private final EngineIoSession session;
  private final SocketIoDecoder decoder;

  /** Connected and connecting sockets; few, so a list is the smallest and fastest form. */
  private final List<SocketIoSocketImpl> sockets = new ArrayList<>(USUAL_NAMESPACES);

  /** Namespaces that the server ended: what was under way then is no fault of the client. */
  private List<String> ended = List.of();

  private boolean closed;

  ClientConnection(SocketIoServerImpl server, EngineIoSession session) {
    this.server = server;
    this.session = session;
    this.decoder = server.newDecoder();
    session.messageHandler(this);
    session.closeHandler(this::closed);
    server.wheel().schedule(this, server.options().connectTimeoutMs());
  }

  EngineIoSession session() {
    return session;
  }

  // Packets out.

  void send(EncodedPacket packet) {
    send(packet, packet.attachments());
  }

  void send(TextSource text, List<ByteSlice> attachments) {
    session.sendText(text);
    for (int i = 0; i < attachments.size(); i++) {
      session.sendBinary(attachments.get(i));
    }
  }

  // Packets in.

  @Override
  public void text(ByteSlice utf8) {
    try {
      received(decoder.text(utf8.array(), utf8.offset(), utf8.length()));
    } catch (SocketIoDecodeException e) {
      close(DisconnectReason.PARSE_ERROR);
    }
  }

  @Override
  public void binary(ByteSlice bytes) {
    try {
      received(decoder.binary(bytes));
    } catch (SocketIoDecodeException e) {
      close(DisconnectReason.PARSE_ERROR);
    }
  }

  private void received(SocketIoPacket packet) {
    if (packet == null || closed) {
      return; // Attachments are outstanding.
    }
    if (packet instanceof SocketIoPacket.Connect connect) {
      connect(connect);
      return;
    }
    SocketIoSocketImpl socket = socket(packet.namespace());
    if (socket == null || !socket.isConnected()) {
      if (!ended.contains(packet.namespace())) {
        close(DisconnectReason.PARSE_ERROR);
      }
    } else if (packet instanceof SocketIoPacket.Event event) {
      socket.event(event);
    } else if (packet instanceof SocketIoPacket.Ack ack) {
      socket.ack(ack);
    } else if (packet instanceof SocketIoPacket.Disconnect) {
      remove(socket, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
    } else {
      close(DisconnectReason.PARSE_ERROR);
    }
  }

  private SocketIoSocketImpl socket(String namespace) {
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).namespace().name().equals(namespace)) {
        return sockets.get(i);
      }
    }
    return null;
  }

  // Connecting to a namespace.

  private void connect(SocketIoPacket.Connect packet) {
    String name = withoutQuery(packet.namespace());
    NamespaceImpl namespace = server.namespace(name);
    if (namespace == null) {
      refuse(name, INVALID_NAMESPACE, null);
    } else if (socket(name) != null) {
      close(DisconnectReason.PARSE_ERROR);
    } else {
      JsonSlice auth = (JsonSlice) packet.payload();
      Optional<JsonSlice> kept = Optional.ofNullable(auth).map(JsonSlice::compact);
      Handshake handshake =
          new Handshake(session.handshake(), kept, server.options().engine().clock().millis());
      if (namespace.store() == null || auth == null || !recover(namespace, auth, handshake)) {
        connectNew(namespace, handshake);
      }
    }
  }

  /** Clients of old append a query to a namespace; it is not part of the name. */
  private static String withoutQuery(String namespace) {
    int query = namespace.indexOf('?');
    return query < 0 ? namespace : namespace.substring(0, query);
  }

  private void connectNew(NamespaceImpl namespace, Handshake handshake) {
    String privateId = namespace.store() == null ? null : server.newId();
    SocketIoSocketImpl socket =
        new SocketIoSocketImpl(this, namespace, server.newId(), privateId, handshake);
    sockets.add(socket);
    admit(namespace, socket);
  }

  private void admit(NamespaceImpl namespace, SocketIoSocketImpl socket) {
    namespace
        .admit(socket)
        .onComplete(
            v -> server.execute(() -> connected(namespace, socket)),
            failure -> server.execute(() -> refused(namespace, socket, failure)));
  }

  private void connected(NamespaceImpl namespace, SocketIoSocketImpl socket) {
    if (!closed && sockets.contains(socket)) {
      server.wheel().cancel(this);
      if (!ended.isEmpty()) {
        ended.remove(namespace.name());
      }
      namespace.connect(socket);
    }
  }

  private void refused(NamespaceImpl namespace, SocketIoSocketImpl socket, Throwable failure) {
    sockets.remove(socket);
    socket.disconnected(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    if (failure instanceof ConnectRefusedException refusal) {
      if (!closed) {
        refuse(namespace.name(), refusal.getMessage(), refusal.data().orElse(null));
      }
      return;
    }
    // What else went wrong is not for strangers to read.
    server.report(failure);
    if (!closed) {
      refuse(namespace.name(), INTERNAL_ERROR, null);
    }
  }

  private void refuse(String namespace, String message, JsonObject data) {
    server.listener().connectRefused(namespace);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("message", message);
    if (data != null) {
      payload.put("data", OutgoingValues.of(data));
    }
    send(server.encoder().connectError(namespace, payload));
  }

  // Connection state recovery.

  /** Begins to recover a lost connection; false if there is nothing to recover. */
  private boolean recover(NamespaceImpl namespace, JsonSlice auth, Handshake handshake) {
    String privateId;
    String offset;
    try {
      ObjectMembers members = ObjectMembers.of(auth);
      privateId = members.string("pid");
      offset = members.string("offset");
    } catch (JsonException notReadable) {
      return false;
    }
    if (privateId == null || offset == null) {
      return false;
    }
    RecoveryStore store = server.group().lostSessions().find(privateId);
    if (store == null || !store.namespace().equals(namespace.name())) {
      return false;
    }
    if (store.equals(namespace.store())) {
      RecoveryStore.Recovered recovered = store.take(privateId, offset);
      if (recovered == null) {
        return false;
      }
      Recovery recovery = new Recovery(store, recovered, offset);
      admit(namespace, reserve(namespace, recovery, privateId, handshake));
      return true;
    }
    // Nothing else can be connected to this namespace until the other instance has answered.
    SocketIoSocketImpl placeholder =
        new SocketIoSocketImpl(this, namespace, privateId, privateId, handshake);
    sockets.add(placeholder);
    store
        .server()
        .execute(
            () -> {
              RecoveryStore.Recovered recovered = store.take(privateId, offset);
              server.execute(
                  () -> found(namespace, placeholder, store, recovered, offset, handshake));
            });
    return true;
  }

  private SocketIoSocketImpl reserve(
      NamespaceImpl namespace, Recovery recovery, String privateId, Handshake handshake) {
    SocketIoSocketImpl socket =
        new SocketIoSocketImpl(this, namespace, recovery.session().id(), privateId, handshake);
    socket.recover(recovery);
    socket.setData(recovery.session().data());
    sockets.add(socket);
    namespace.reserve(socket, recovery.session().rooms());
    return socket;
  }

  /** Another instance has looked for the lost connection. */
  private void found(
      NamespaceImpl namespace,
      SocketIoSocketImpl placeholder,
      RecoveryStore store,
      RecoveryStore.Recovered recovered,
      String offset,
      Handshake handshake) {
    sockets.remove(placeholder);
    if (closed) {
      return;
    }
    if (recovered == null) {
      connectNew(namespace, handshake);
      return;
    }
    Recovery recovery = new Recovery(store, recovered, offset);
    SocketIoSocketImpl socket = reserve(namespace, recovery, placeholder.privateId(), handshake);
    // What was broadcast between the look-up there and the reservation here is known there.
    store
        .server()
        .execute(
            () -> {
              var more = recovery.sinceTaken();
              server.execute(
                  () -> {
                    recovery.addMissed(more);
                    recovery.adoptInto(namespace.store());
                    admit(namespace, socket);
                  });
            });
  }

  // Leaving.

  /** Ends a socket by the server's will: the client is told. */
  void leave(SocketIoSocketImpl socket, String reason) {
    if (closed || !sockets.contains(socket)) {
      return;
    }
    socket.sendDisconnect();
    if (ended.isEmpty()) {
      ended = new ArrayList<>(1);
    }
    if (!ended.contains(socket.namespace().name())) {
      ended.add(socket.namespace().name());
    }
    remove(socket, reason);
  }

  private void remove(SocketIoSocketImpl socket, String reason) {
    sockets.remove(socket);
    if (sockets.isEmpty() && !closed) {
      server.wheel().schedule(this, server.options().connectTimeoutMs());
    }
    socket.disconnected(reason);
  }

  /** Ends all sockets of this connection, then the connection. */
  void disconnectAll() {
    for (SocketIoSocketImpl socket : List.copyOf(sockets)) {
      leave(socket, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }
    close(DisconnectReason.FORCED_CLOSE);
  }

  void close(String reason) {
    session.close(reason);
  }

  private void closed(String reason) {
    closed = true;
    server.wheel().cancel(this);
    List<SocketIoSocketImpl> all = List.copyOf(sockets);
    sockets.clear();
    all.forEach(socket -> socket.disconnected(reason));
  }

  /** The connection is in no namespace for too long. */
  @Override
  protected void expired() {
    if (sockets.stream().noneMatch(SocketIoSocketImpl::isConnected)) {
      close(DisconnectReason.FORCED_CLOSE);
    }
  }
}
