package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;

/** An event that a client sent. Valid beyond the handler's call. */
public interface IncomingEvent {

  /**
   * The event's name.
   *
   * @return the name
   */
  String name();

  /**
   * The arguments after the name.
   *
   * @return the arguments
   */
  EventArgs args();

  /**
   * The socket that sent the event.
   *
   * @return the socket
   */
  SocketIoSocket socket();

  /**
   * Whether the client asked for an acknowledgement that was not yet sent.
   *
   * @return whether an ack would be sent
   */
  boolean hasAck();

  /**
   * Acknowledges. Does nothing when the client asked for no ack, has gone, or has its ack already:
   * a client gets one ack at most.
   *
   * @param args the arguments, see {@link SocketIoSocket#emit(String, Object...)}
   */
  void ack(Object... args);

  /**
   * Acknowledges with prepared JSON, see {@link #ack(Object...)}.
   *
   * @param args the arguments
   */
  void ackJson(JsonSource... args);
}
