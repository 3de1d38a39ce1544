package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.codec.engineio.EngineIoPayload;
import com.augmentalis.netavanue.engineio.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP long-polling as a transport: packets wait until a GET request takes them all at once. At
 * most one GET and one POST request may be open at a time.
 */
final class PollingTransport implements TransportLink, FlushQueue.Flushable {

  private final EngineIoServerImpl server;
  private final Runnable queueFull;
  private List<EngineIoPacket> queue = new ArrayList<>(2);
  private long queuedBytes;
  private PollExchange poll;
  private boolean posting;
  private boolean dirty;

  PollingTransport(EngineIoServerImpl server, Runnable queueFull) {
    this.server = server;
    this.queueFull = queueFull;
  }

  @Override
  public Transport kind() {
    return Transport.POLLING;
  }

  @Override
  public void send(EngineIoPacket packet) {
    int size = packet.length();
    if (queuedBytes + size > server.options().maxBufferedBytes()
        || queue.size() >= server.options().maxBufferedPackets()) {
      queueFull.run();
      return;
    }
    queue.add(packet);
    queuedBytes += size;
    if (poll != null && !dirty) {
      dirty = true;
      server.flushQueue().add(this);
    }
  }

  @Override
  public void flushNow() {
    dirty = false;
    if (poll != null && !queue.isEmpty()) {
      PollExchange exchange = poll;
      poll = null;
      exchange.packets(payload(drain()));
    }
  }

  /** Takes what is queued. */
  List<EngineIoPacket> drain() {
    List<EngineIoPacket> packets = queue;
    queue = new ArrayList<>(2);
    queuedBytes = 0;
    return packets;
  }

  static Buffer payload(List<EngineIoPacket> packets) {
    EngineIoPayload payload = new EngineIoPayload(packets);
    ByteBuf bytes = Unpooled.buffer(payload.length());
    payload.writeTo(bytes);
    return BufferInternal.buffer(bytes);
  }

  /** Whether a GET request is waiting. */
  boolean isPolling() {
    return poll != null;
  }

  /** Takes a GET request; it is answered as soon as there is something to say. */
  void poll(PollExchange exchange) {
    poll = exchange;
    flushNow();
  }

  /** Whether this is the request that waits. */
  boolean isWaiting(PollExchange exchange) {
    return poll == exchange;
  }

  /** Forgets the GET request that waits: its connection is gone. */
  void forgetPoll() {
    poll = null;
  }

  /** Marks a POST request as begun; false if another one is under way. */
  boolean beginPost() {
    if (posting) {
      return false;
    }
    posting = true;
    return true;
  }

  void endPost() {
    posting = false;
  }

  @Override
  public boolean isWritable() {
    return poll != null && queue.isEmpty();
  }

  @Override
  public long bufferedBytes() {
    return queuedBytes;
  }

  /** Says goodbye to the poll that waits, or to the next one. */
  @Override
  public void close(String reason) {
    queue.add(EngineIoPacket.CLOSE);
    flushNow();
  }

  /** Ends the poll that waits, if there is one, without saying anything. */
  @Override
  public void abort() {
    queue.clear();
    releasePoll();
  }

  /** Answers the poll that waits by what there is, else by a packet that means nothing. */
  void releasePoll() {
    if (poll != null) {
      if (queue.isEmpty()) {
        queue.add(EngineIoPacket.NOOP);
      }
      flushNow();
    }
  }

  /** Whether something waits for the next poll. */
  boolean hasQueued() {
    return !queue.isEmpty();
  }
}
