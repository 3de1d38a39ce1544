package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Set;

/**
 * A client in a namespace. All methods must be called on the event loop of {@link #context()}.
 *
 * <p>Emitting to a socket that is not connected does nothing (with connection state recovery the
 * event is kept for the client's return), and acks that it still owes fail.
 */
public interface SocketIoSocket {

  /**
   * The id of this socket in its namespace, also the name of a room that only it is in.
   *
   * @return the id
   */
  String id();

  /**
   * What the client connected with.
   *
   * @return the handshake
   */
  Handshake handshake();

  /**
   * The namespace.
   *
   * @return the namespace
   */
  Namespace namespace();

  /**
   * Whether the socket is connected to its namespace.
   *
   * @return whether it is connected
   */
  boolean isConnected();

  /**
   * Whether the client came back with its state recovered: same id, rooms and data, and the events
   * that it missed were sent again.
   *
   * @return whether it was recovered
   */
  boolean isRecovered();

  /**
   * The transport below: "polling" or "websocket".
   *
   * @return the transport's name
   */
  String transport();

  /**
   * The context that all of this socket's callbacks run on.
   *
   * @return the context
   */
  Context context();

  /**
   * Sets the handler of an event; the one before is replaced.
   *
   * @param event the event's name
   * @param handler the handler, or null to have none
   * @return this, for chaining
   */
  SocketIoSocket on(String event, Handler<IncomingEvent> handler);

  /**
   * Sets the handler of events that have no handler of their own, neither here nor in the
   * namespace.
   *
   * @param handler the handler, or null to have none
   * @return this, for chaining
   */
  SocketIoSocket onAny(Handler<IncomingEvent> handler);

  /**
   * Sets the handler called when the socket goes, while it is still in its rooms.
   *
   * @param handler gets the reason, see {@link DisconnectReason}
   * @return this, for chaining
   */
  SocketIoSocket disconnectingHandler(Handler<String> handler);

  /**
   * Sets the handler called once when the socket has gone and left its rooms. Set by a middleware,
   * it is also called when the socket is refused, or gone before it was connected.
   *
   * @param handler gets the reason, see {@link DisconnectReason}
   * @return this, for chaining
   */
  SocketIoSocket disconnectHandler(Handler<String> handler);

  /**
   * Emits an event.
   *
   * @param event the event's name
   * @param args the arguments: null, String, Boolean, Number, JsonObject, JsonArray, Map, List,
   *     {@link JsonSource} or, as a binary attachment, Buffer or byte[]; the latter also within
   *     JsonObject, JsonArray, Map and List
   */
  void emit(String event, Object... args);

  /**
   * Emits an event if it can be sent at once, else drops it.
   *
   * @param event the event's name
   * @param args the arguments, see {@link #emit(String, Object...)}
   */
  void emitVolatile(String event, Object... args);

  /**
   * Emits an event and expects an acknowledgement.
   *
   * @param timeoutMs how long to wait, in milliseconds, positive
   * @param event the event's name
   * @param args the arguments, see {@link #emit(String, Object...)}
   * @return the arguments of the ack; fails with {@link AckException} on a time-out, when the
   *     socket goes, and when too many acks are outstanding
   */
  Future<EventArgs> emitWithAck(long timeoutMs, String event, Object... args);

  /**
   * Emits an event of prepared JSON: the cheapest way, which copies the bytes once.
   *
   * @param event the event's name
   * @param args the arguments
   */
  void emitJson(String event, JsonSource... args);

  /**
   * Emits prepared JSON if it can be sent at once, else drops it.
   *
   * @param event the event's name
   * @param args the arguments
   */
  void emitJsonVolatile(String event, JsonSource... args);

  /**
   * Emits an event of prepared JSON and expects an acknowledgement.
   *
   * @param timeoutMs how long to wait, in milliseconds, positive
   * @param event the event's name
   * @param args the arguments
   * @return see {@link #emitWithAck(long, String, Object...)}
   */
  Future<EventArgs> emitJsonWithAck(long timeoutMs, String event, JsonSource... args);

  /**
   * Whether the transport takes more: false when its queue stands above the high-water mark.
   *
   * @return whether it is writable
   */
  boolean isWritable();

  /**
   * The bytes queued for this client's connection and not yet handed to the kernel.
   *
   * @return the bytes
   */
  long bufferedBytes();

  /**
   * Joins rooms, at once.
   *
   * @param rooms the rooms
   */
  void join(String... rooms);

  /**
   * Leaves a room, at once.
   *
   * @param room the room
   */
  void leave(String room);

  /**
   * The rooms, the socket's own among them.
   *
   * @return a read-only view
   */
  Set<String> rooms();

  /**
   * Addresses the other members of a room.
   *
   * @param room the room
   * @return an operator that leaves out this socket
   */
  BroadcastOperator to(String room);

  /**
   * Addresses everyone else in the namespace.
   *
   * @return an operator that leaves out this socket
   */
  BroadcastOperator broadcast();

  /**
   * Disconnects from the namespace by a DISCONNECT packet. Stock clients do not reconnect after
   * that.
   *
   * @param closeTransport whether the connection below, with all its namespaces, ends too
   */
  void disconnect(boolean closeTransport);

  /**
   * Closes the connection below with all its namespaces, without a DISCONNECT packet: stock clients
   * see a lost connection and reconnect.
   *
   * @param reason the reason that the disconnect handlers get
   */
  void closeTransport(String reason);

  /**
   * What the application keeps with this socket; survives recovery within one process.
   *
   * @param type the type expected
   * @return the value last set, or null
   * @param <T> the type expected
   * @throws ClassCastException if the value is of another type
   */
  <T> T data(Class<T> type);

  /**
   * Keeps something with this socket.
   *
   * @param value the value, or null
   */
  void setData(Object value);
}
