package com.augmentalis.netavanue.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static ByteBuf of(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  @Test
  void readsAckIds() {
    ByteBuf ack = of("43/signaling,1234[{}]");
    int digits = Bytes.digits(ack, 13, ack.writerIndex());
    assertEquals(4, digits);
    assertEquals(1_234, Bytes.number(ack, 13, digits, ack.writerIndex()));
  }

  @Test
  void refusesWhatIsNoNumber() {
    ByteBuf text = of("12x4567890123456789012");
    assertEquals(-1, Bytes.number(text, 0, 3, 22), "a letter");
    assertEquals(-1, Bytes.number(text, 0, 0, 22), "empty");
    assertEquals(-1, Bytes.number(text, 0, 2, 1), "behind the end");
    assertEquals(-1, Bytes.number(text, 3, 19, 22), "too long for a long");
    assertEquals(12, Bytes.number(text, 0, 2, 22));
  }

  @Test
  void digitsStopAtTheEnd() {
    assertEquals(2, Bytes.digits(of("1234"), 0, 2));
    assertEquals(0, Bytes.digits(of("[1]"), 0, 3));
  }

  @Test
  void findsAMarkerThatMoves() {
    Marker marker = new Marker("RELAYED");
    ByteBuf first = of("[{\"type\":\"RELAYED\"}]");
    ByteBuf second = of("[{\"status\":\"queued\",\"type\":\"RELAYED\"}]");
    assertEquals(17, marker.find(first, 0, first.writerIndex()));
    assertEquals(35, marker.find(second, 0, second.writerIndex()));
    assertEquals(35, marker.find(second, 0, second.writerIndex()));
    assertEquals(17, marker.find(first, 0, first.writerIndex()));
  }

  @Test
  void aMarkerEndsWithinThePacket() {
    Marker marker = new Marker("RELAYED");
    ByteBuf ack = of("[{\"type\":\"RELAYED\"}]");
    assertEquals(17, marker.find(ack, 0, 17));
    assertEquals(-1, marker.find(ack, 0, 16));
    assertEquals(-1, marker.find(of("[{\"type\":\"ERROR\"}]"), 0, 18));
  }
}
