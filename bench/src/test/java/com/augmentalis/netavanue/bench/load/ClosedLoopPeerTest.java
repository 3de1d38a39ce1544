package com.augmentalis.netavanue.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.bench.client.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopPeerTest {
  private static final Target TARGET = new Target("http://127.0.0.1:1", "/socket.io/", "/");

  private final RequestClient client = new RequestClient(TARGET, "");
  private final EmbeddedChannel channel = new EmbeddedChannel(client.socket());
  private final RelayCounters counters = new RelayCounters();
  private final Offer offer =
      new Offer(channel.alloc(), TARGET, "s", "a".repeat(64), "b".repeat(64));
  private final ClosedLoopPeer peer = new ClosedLoopPeer(client, offer, counters);

  @BeforeEach
  void connect() {
    receive("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    receive(frame("0{}") + frame("40{}"));
    channel.releaseOutbound();
    client.socket().listener(peer);
    peer.start();
  }

  @AfterEach
  void release() {
    offer.release();
    channel.finishAndReleaseAll();
  }

  private void receive(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }

  private static String frame(String text) {
    return "\u0081" + (char) text.length() + text;
  }

  private static String ack(int id) {
    return frame("43" + id + "[{\"type\":\"RELAYED\",\"status\":\"delivered\"}]");
  }

  private static String relay(long version) {
    return frame("42[\"message\",{\"sdp\":\"" + Offer.VERSION_MARKER + version + " IN\"}]");
  }

  private boolean takeOffer() {
    ByteBuf frame = channel.readOutbound();
    if (frame == null) {
      return false;
    }
    boolean isOffer = frame.readableBytes() > Offer.OBJECT_BYTES;
    frame.release();
    return isOffer;
  }

  @Test
  void theAckLetsTheNextMessageGo() {
    assertTrue(takeOffer());
    receive(relay(Offer.FIRST_VERSION));
    assertNull(channel.readOutbound(), "a relay is not an ack");
    receive(ack(offer.ackId()));
    assertTrue(takeOffer());
    RelayCounters.Snapshot now = counters.snapshot();
    assertEquals(2, now.sent());
    assertEquals(1, now.acked());
    assertEquals(1, now.delivered());
    assertEquals(0, now.failures());
    assertEquals(1, counters.latency().getTotalCount());
    assertEquals(1, counters.underWay());
  }

  @Test
  void anotherAckIdIsAFailure() {
    takeOffer();
    receive(ack(offer.ackId() + 1));
    assertNull(channel.readOutbound());
    assertEquals(1, counters.snapshot().failures());
    assertEquals(0, counters.snapshot().acked());
  }

  @Test
  void anErrorIsAFailure() {
    takeOffer();
    receive(frame("43" + offer.ackId() + "[{\"type\":\"ERROR\",\"code\":\"RATE_LIMITED\"}]"));
    assertEquals(1, counters.snapshot().failures());
    assertTrue(counters.snapshot().firstFailure().contains("RATE_LIMITED"));
  }

  @Test
  void seesLossAndRepetition() {
    receive(relay(Offer.FIRST_VERSION));
    receive(relay(Offer.FIRST_VERSION + 2));
    assertEquals(1, counters.snapshot().failures(), "one was lost");
    receive(relay(Offer.FIRST_VERSION + 2));
    assertEquals(2, counters.snapshot().failures(), "one came twice");
    receive(relay(Offer.FIRST_VERSION + 3));
    assertEquals(2, counters.snapshot().failures(), "and all is in order again");
  }

  @Test
  void otherPushesDoNotCount() {
    receive(frame("42[\"message\",{\"type\":\"HUB_ELECTED\"}]"));
    assertEquals(0, counters.snapshot().delivered());
    assertEquals(0, counters.snapshot().failures());
  }

  @Test
  void aStoppedPeerFinishesWhatIsUnderWay() {
    takeOffer();
    peer.stop();
    receive(ack(offer.ackId()));
    assertNull(channel.readOutbound());
    assertEquals(1, counters.snapshot().acked());
  }

  @Test
  void aLostSocketIsAFailure() {
    channel.close().syncUninterruptibly();
    assertEquals(1, counters.snapshot().failures());
    assertTrue(client.closed().isDone());
  }
}
