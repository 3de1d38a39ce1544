package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.JsonSource;

/**
 * Addresses a set of sockets: the members of any of the named rooms (all, when none is named), less
 * those of the excepted rooms. Immutable: each narrowing returns a new one.
 */
public interface BroadcastOperator {

  /**
   * Adds a room.
   *
   * @param room the room
   * @return the wider operator
   */
  BroadcastOperator to(String room);

  /**
   * Leaves out the members of a room.
   *
   * @param room the room; a socket's id is a room of its own
   * @return the narrower operator
   */
  BroadcastOperator except(String room);

  /**
   * Keeps to the sockets of this instance.
   *
   * @return the narrower operator
   */
  BroadcastOperator local();

  /**
   * Lets events be dropped for sockets that cannot take them at once.
   *
   * @return the lossy operator
   */
  BroadcastOperator volatileEmits();

  /**
   * Emits an event to the sockets addressed.
   *
   * @param event the event's name
   * @param args the arguments, see {@link SocketIoSocket#emit(String, Object...)}
   */
  void emit(String event, Object... args);

  /**
   * Emits an event of prepared JSON to the sockets addressed.
   *
   * @param event the event's name
   * @param args the arguments
   */
  void emitJson(String event, JsonSource... args);

  /**
   * Lets the sockets addressed join rooms.
   *
   * @param rooms the rooms
   */
  void socketsJoin(String... rooms);

  /**
   * Lets the sockets addressed leave rooms.
   *
   * @param rooms the rooms
   */
  void socketsLeave(String... rooms);

  /**
   * Disconnects the sockets addressed, see {@link SocketIoSocket#disconnect(boolean)}.
   *
   * @param closeTransport whether the connection below ends too
   */
  void disconnectSockets(boolean closeTransport);
}
