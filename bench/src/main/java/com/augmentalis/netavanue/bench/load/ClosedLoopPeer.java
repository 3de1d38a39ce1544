package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Socket;
import com.augmentalis.netavanue.bench.client.SocketListener;
import io.netty.buffer.ByteBuf;

/**
 * A connection with one message under way: the ack of the last one lets the next go. Event loop
 * only.
 */
final class ClosedLoopPeer implements SocketListener {
  private final RequestClient client;
  private final Socket socket;
  private final Offer offer;
  private final RelayCounters counters;
  private long expected = Offer.FIRST_VERSION;
  private long sentAt;
  private boolean waiting;
  private boolean due;
  private boolean running;

  ClosedLoopPeer(RequestClient client, Offer offer, RelayCounters counters) {
    this.client = client;
    this.socket = client.socket();
    this.offer = offer;
    this.counters = counters;
  }

  void start() {
    running = true;
    send();
  }

  /** Sends nothing more; what is under way comes to its end. */
  void stop() {
    running = false;
  }

  private void send() {
    offer.advance();
    counters.countSent();
    waiting = true;
    sentAt = System.nanoTime();
    // The server has answered the frame's last use, so every byte of it has left this process.
    socket.send(offer.borrow());
  }

  @Override
  public void onReady() {
    throw new IllegalStateException("the namespace was accepted twice");
  }

  @Override
  public void onAck(long id, ByteBuf buffer, int start, int end) {
    if (!waiting || id != offer.ackId()) {
      counters.countUnexpectedAck(id);
      return;
    }
    waiting = false;
    counters.countAck(buffer, start, end);
    counters.recordLatency(System.nanoTime() - sentAt);
    due = running;
  }

  @Override
  public void onEvent(ByteBuf buffer, int start, int end) {
    long version = counters.version(buffer, start, end);
    if (version >= 0) {
      expected = counters.countDelivery(version, expected);
    }
  }

  @Override
  public void onReadComplete() {
    if (due) {
      due = false;
      send();
    }
  }

  @Override
  public void onClosed(Throwable cause) {
    running = false;
    counters.countLostSocket(cause);
    client.onClosed(cause);
  }
}
