package com.augmentalis.netavanue.codec.socketio;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;

/**
 * A packet of Socket.IO protocol 5. BINARY_EVENT and BINARY_ACK have no types of their own: they
 * are an {@link Event} or {@link Ack} whose arguments have attachments.
 */
public sealed interface SocketIoPacket {

  /** The namespace of a packet that names none. */
  String MAIN_NAMESPACE = "/";

  /** The {@link Event#ackId()} of an event that asks for no acknowledgement. */
  long NO_ACK = -1;

  /** The highest acknowledgement id: what a JavaScript peer can count to. */
  long MAX_ACK_ID = (1L << 53) - 1;

  /**
   * The names that stand for something local on some peer and are no events on the wire ("Reserved
   * events" of the reference implementation).
   *
   * @param name an event's name
   */
  static boolean isReservedEvent(String name) {
    return switch (name) {
      case "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener" ->
          true;
      default -> false;
    };
  }

  /** The namespace, always starting with a slash; a query part stays in it as it was sent. */
  String namespace();

  /**
   * Asks for a namespace, or confirms it.
   *
   * @param namespace the namespace
   * @param payload an object, or null
   */
  record Connect(String namespace, JsonSource payload) implements SocketIoPacket {}

  /**
   * Leaves a namespace.
   *
   * @param namespace the namespace
   */
  record Disconnect(String namespace) implements SocketIoPacket {}

  /**
   * An event.
   *
   * @param namespace the namespace
   * @param ackId the id to acknowledge with, or {@link #NO_ACK}; 0 is an id
   * @param name the event's name
   * @param args the arguments after the name
   */
  record Event(String namespace, long ackId, String name, EventArgs args)
      implements SocketIoPacket {

    /** Whether the sender asks for an acknowledgement. */
    public boolean wantsAck() {
      return ackId != NO_ACK;
    }
  }

  /**
   * Acknowledges an event.
   *
   * @param namespace the namespace
   * @param ackId the id of the event
   * @param args what the acknowledgement says
   */
  record Ack(String namespace, long ackId, EventArgs args) implements SocketIoPacket {}

  /**
   * Refuses a namespace.
   *
   * @param namespace the namespace
   * @param payload an object with a message (from older servers a string), or null
   */
  record ConnectError(String namespace, JsonSource payload) implements SocketIoPacket {}
}
