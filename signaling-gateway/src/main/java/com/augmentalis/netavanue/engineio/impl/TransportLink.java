package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.engineio.Transport;

/** What a session sends through. */
interface TransportLink {

  Transport kind();

  /** Sends a packet; the owner is told if the queue is full. */
  void send(EngineIoPacket packet);

  boolean isWritable();

  long bufferedBytes();

  /** Closes after what was sent; no callback follows. */
  void close(String reason);

  /** Closes at once; no callback follows. */
  void abort();
}
