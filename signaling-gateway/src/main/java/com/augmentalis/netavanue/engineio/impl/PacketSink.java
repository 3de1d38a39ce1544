package com.augmentalis.netavanue.engineio.impl;

/** Receives what comes over a WebSocket: a session, or an upgrade that is under way. */
interface PacketSink {

  /** A text message; the array is the receiver's. */
  void textFrame(byte[] utf8);

  /** A binary message; the array is the receiver's. */
  void binaryFrame(byte[] bytes);

  /** The connection has ended or is ending; nothing more comes. */
  void connectionClosed(String reason);

  /** The outbound queue is full; what was to be sent was not. */
  void queueFull();
}
