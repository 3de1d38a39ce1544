package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.JsonSource;
import io.vertx.core.Handler;
import java.util.Collection;
import java.util.Optional;

/** One namespace of a server: its middleware, its connection handler and its sockets. */
public interface Namespace {

  /**
   * The name.
   *
   * @return the name, with its leading slash
   */
  String name();

  /**
   * Adds a middleware, run in the order of addition for each CONNECT before the connection handler.
   * A middleware that fails refuses the connection by CONNECT_ERROR: with message and data of a
   * {@link ConnectRefusedException}; any other failure is reported to the exception handler, and
   * the client reads "Internal error".
   *
   * @param middleware the middleware
   * @return this, for chaining
   */
  Namespace use(Middleware middleware);

  /**
   * Sets the handler of new sockets. It must attach the socket's handlers before it returns; no
   * packet is delivered earlier, and none is lost.
   *
   * @param handler the handler
   * @return this, for chaining
   */
  Namespace connectionHandler(Handler<SocketIoSocket> handler);

  /**
   * Sets the handler of an event for all sockets of the namespace that have no handler of their own
   * for it. Costs nothing per socket, unlike {@link SocketIoSocket#on(String, Handler)}.
   *
   * @param event the event's name
   * @param handler the handler, or null to have none
   * @return this, for chaining
   */
  Namespace on(String event, Handler<IncomingEvent> handler);

  /**
   * Sets the handler of events that neither the socket nor the namespace has a handler for.
   *
   * @param handler the handler, or null to have none
   * @return this, for chaining
   */
  Namespace onAny(Handler<IncomingEvent> handler);

  /**
   * Addresses the sockets of a room, on all instances of the group.
   *
   * @param room the room
   * @return an operator to narrow further and to emit
   */
  BroadcastOperator to(String room);

  /**
   * Addresses all sockets but those of a room.
   *
   * @param room the room to leave out
   * @return an operator to narrow further and to emit
   */
  BroadcastOperator except(String room);

  /**
   * Addresses all sockets of this instance only.
   *
   * @return an operator to narrow further and to emit
   */
  BroadcastOperator local();

  /**
   * Emits to all sockets of the namespace, on all instances of the group.
   *
   * @param event the event's name
   * @param args the arguments, see {@link SocketIoSocket#emit(String, Object...)}
   */
  void emit(String event, Object... args);

  /**
   * Emits prepared JSON to all sockets of the namespace, on all instances of the group.
   *
   * @param event the event's name
   * @param args the arguments
   */
  void emitJson(String event, JsonSource... args);

  /**
   * A connected socket of this instance.
   *
   * @param id the socket's id
   * @return the socket, if it is connected to this instance
   */
  Optional<SocketIoSocket> socket(String id);

  /**
   * The connected sockets of this instance.
   *
   * @return a read-only view
   */
  Collection<SocketIoSocket> sockets();
}
