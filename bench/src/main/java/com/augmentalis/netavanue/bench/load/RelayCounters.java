package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Socket;
import com.augmentalis.netavanue.bench.wire.Bytes;
import com.augmentalis.netavanue.bench.wire.Marker;
import io.netty.buffer.ByteBuf;
import org.HdrHistogram.Histogram;

/** What one run of relays counts, over all its connections. Event loop only. */
final class RelayCounters {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Marker success = new Marker("RELAYED");
  private final Marker version = new Marker(Offer.VERSION_MARKER);
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
  private long sent;
  private long acked;
  private long delivered;
  private long outOfSequence;
  private long refused;
  private long lost;
  private String firstFailure = "";

  void countSent() {
    sent++;
  }

  /** Counts an ack, as a success or a refusal. */
  void countAck(ByteBuf buffer, int start, int end) {
    acked++;
    if (success.find(buffer, start, end) < 0) {
      refused++;
      fail("ack " + Socket.excerpt(buffer, start, end));
    }
  }

  /**
   * Reads the session version out of a relayed offer.
   *
   * @return the version, or -1 when the event is no relay
   */
  long version(ByteBuf buffer, int start, int end) {
    int at = version.find(buffer, start, end);
    return at < 0 ? -1 : Bytes.number(buffer, at, Offer.VERSION_DIGITS, end);
  }

  /** Counts a delivery; returns the version that must come next. */
  long countDelivery(long got, long expected) {
    delivered++;
    if (got != expected) {
      outOfSequence++;
      fail("relay " + got + " where " + expected + " was due");
    }
    return got + 1;
  }

  void countUnexpectedAck(long id) {
    refused++;
    fail("ack " + id + " that nothing waits for");
  }

  void countLostSocket(Throwable cause) {
    lost++;
    fail("socket closed: " + cause);
  }

  void countOverload(long underWay) {
    refused++;
    fail("the server does not keep the rate: " + underWay + " messages under way");
  }

  void recordLatency(long nanos) {
    latency.recordValue(Math.max(0, Math.min(nanos, LONGEST_NANOS)));
  }

  private void fail(String what) {
    if (firstFailure.isEmpty()) {
      firstFailure = what;
    }
  }

  /** Starts the measured window: forgets the latencies of the warm-up. */
  void startWindow() {
    latency.reset();
  }

  Histogram latency() {
    return latency;
  }

  /** Messages sent and neither acked nor lost yet. */
  long underWay() {
    return sent - Math.min(acked, delivered);
  }

  Snapshot snapshot() {
    return new Snapshot(
        System.nanoTime(), sent, acked, delivered, refused + outOfSequence + lost, firstFailure);
  }

  /**
   * The counters at one moment.
   *
   * @param nanos {@link System#nanoTime()} of the moment
   * @param failures refused acks, relays out of sequence and lost sockets
   */
  record Snapshot(
      long nanos, long sent, long acked, long delivered, long failures, String firstFailure) {}
}
