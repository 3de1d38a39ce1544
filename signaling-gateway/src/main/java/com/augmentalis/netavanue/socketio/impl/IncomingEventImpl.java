package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import com.augmentalis.netavanue.socketio.SocketIoSocket;

/** An event and the right to acknowledge it once. */
final class IncomingEventImpl implements IncomingEvent {

  private final SocketIoSocketImpl socket;
  private final SocketIoPacket.Event packet;
  private boolean acknowledged;

  IncomingEventImpl(SocketIoSocketImpl socket, SocketIoPacket.Event packet) {
    this.socket = socket;
    this.packet = packet;
    this.acknowledged = !packet.wantsAck();
  }

  @Override
  public String name() {
    return packet.name();
  }

  @Override
  public EventArgs args() {
    return packet.args();
  }

  @Override
  public SocketIoSocket socket() {
    return socket;
  }

  @Override
  public boolean hasAck() {
    return !acknowledged;
  }

  @Override
  public void ack(Object... args) {
    if (!acknowledged) {
      acknowledged = true;
      socket.acknowledge(packet.ackId(), OutgoingValues.of(args));
    }
  }

  @Override
  public void ackJson(JsonSource... args) {
    if (!acknowledged) {
      acknowledged = true;
      socket.acknowledge(packet.ackId(), (Object[]) args);
    }
  }
}
