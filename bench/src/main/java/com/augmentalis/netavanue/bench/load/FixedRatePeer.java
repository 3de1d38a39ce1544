package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Socket;
import com.augmentalis.netavanue.bench.client.SocketListener;
import io.netty.buffer.ByteBuf;

/**
 * A connection that sends by the clock. The latency of a message runs from the moment at which it
 * was due, not from the moment at which it was written, so a server that stalls is charged for
 * every message that it delays.
 */
final class FixedRatePeer implements SocketListener {
  private final RequestClient client;
  private final Socket socket;
  private final Offer offer;
  private final RelayCounters counters;
  private final FixedRateSchedule schedule;
  private final int senderIndex;
  private long expected = Offer.FIRST_VERSION;

  /**
   * A peer.
   *
   * @param senderIndex the schedule's number of the connection whose offers arrive here
   */
  FixedRatePeer(
      RequestClient client,
      Offer offer,
      RelayCounters counters,
      FixedRateSchedule schedule,
      int senderIndex) {
    this.client = client;
    this.socket = client.socket();
    this.offer = offer;
    this.counters = counters;
    this.schedule = schedule;
    this.senderIndex = senderIndex;
  }

  void send() {
    offer.advance();
    counters.countSent();
    socket.send(offer.copy(socket.allocator()));
  }

  @Override
  public void onReady() {
    throw new IllegalStateException("the namespace was accepted twice");
  }

  @Override
  public void onAck(long id, ByteBuf buffer, int start, int end) {
    counters.countAck(buffer, start, end);
  }

  @Override
  public void onEvent(ByteBuf buffer, int start, int end) {
    long version = counters.version(buffer, start, end);
    if (version < 0) {
      return;
    }
    expected = counters.countDelivery(version, expected);
    long due = schedule.due(senderIndex, version - Offer.FIRST_VERSION);
    if (schedule.isMeasured(due)) {
      counters.recordLatency(System.nanoTime() - due);
    }
  }

  @Override
  public void onReadComplete() {
    // The clock alone decides when to write.
  }

  @Override
  public void onClosed(Throwable cause) {
    counters.countLostSocket(cause);
    client.onClosed(cause);
  }
}
