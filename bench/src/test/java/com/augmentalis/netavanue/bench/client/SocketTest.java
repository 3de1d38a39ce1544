package com.augmentalis.netavanue.bench.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketTest {
  private static final Target TARGET =
      new Target("http://127.0.0.1:1", "/socket.io/", "/signaling");
  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

  private final List<String> heard = new ArrayList<>();
  private final Socket socket = new Socket(TARGET, "{\"a\":1}", new Recorder(heard));
  private final EmbeddedChannel channel = new EmbeddedChannel(socket);

  private record Recorder(List<String> heard) implements SocketListener {
    @Override
    public void onReady() {
      heard.add("ready");
    }

    @Override
    public void onAck(long id, ByteBuf buffer, int start, int end) {
      heard.add("ack " + id + " " + Socket.excerpt(buffer, start, end));
    }

    @Override
    public void onEvent(ByteBuf buffer, int start, int end) {
      heard.add("event " + Socket.excerpt(buffer, start, end));
    }

    @Override
    public void onReadComplete() {}

    @Override
    public void onClosed(Throwable cause) {
      heard.add("closed " + (cause == null ? "" : cause.getMessage()));
    }
  }

  private void receive(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }

  private static String frame(String text) {
    return "\u0081" + (char) text.length() + text;
  }

  /** Reads what the socket wrote: the upgrade as it is, frames unmasked. */
  private String sent() {
    ByteBuf out = channel.readOutbound();
    try {
      if (out.getByte(0) == 'G') {
        return out.toString(StandardCharsets.US_ASCII);
      }
      int length = out.getUnsignedByte(1) - 128;
      byte[] text = new byte[length];
      for (int i = 0; i < length; i++) {
        text[i] = (byte) (out.getByte(6 + i) ^ out.getByte(2 + i % 4));
      }
      return new String(text, StandardCharsets.US_ASCII);
    } finally {
      out.release();
    }
  }

  private void connect() {
    assertTrue(sent().startsWith("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"));
    receive(SWITCHING + frame("0{\"sid\":\"x\"}"));
    assertEquals("40/signaling,{\"a\":1}", sent());
    receive(frame("40/signaling,{\"sid\":\"y\"}"));
    assertTrue(socket.isReady());
  }

  @Test
  void goesThroughTheHandshakesAndHandsPacketsOver() {
    connect();
    receive(frame("43/signaling,17[{}]") + frame("42/signaling,[\"message\",{}]"));
    assertEquals(List.of("ready", "ack 17 [{}]", "event [\"message\",{}]"), heard);
    channel.finishAndReleaseAll();
  }

  @Test
  void takesAnUpgradeResponseInPieces() {
    sent();
    for (char c : (SWITCHING + frame("0{}")).toCharArray()) {
      receive(String.valueOf(c));
    }
    assertEquals("40/signaling,{\"a\":1}", sent());
    channel.finishAndReleaseAll();
  }

  @Test
  void answersThePing() {
    connect();
    receive(frame("2"));
    assertEquals("3", sent());
    channel.finishAndReleaseAll();
  }

  @Test
  void tellsWhyItWasRefused() {
    sent();
    receive("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    assertEquals(List.of("closed upgrade refused: HTTP/1.1 503 Service Unavailable"), heard);
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  @Test
  void tellsWhyTheNamespaceWasRefused() {
    sent();
    receive(SWITCHING + frame("0{}"));
    sent();
    receive(frame("44/signaling,{\"message\":\"no\"}"));
    assertEquals(1, heard.size());
    assertTrue(heard.get(0).contains("{\"message\":\"no\"}"), heard.get(0));
    channel.finishAndReleaseAll();
  }

  @Test
  void endsAtAnAckWithoutAnId() {
    connect();
    receive(frame("43/signaling,[{}]"));
    assertFalse(socket.isReady());
    assertTrue(heard.get(1).startsWith("closed ack without an id"), heard.get(1));
    channel.finishAndReleaseAll();
  }

  @Test
  void leavesInOrder() {
    connect();
    socket.disconnect();
    assertEquals("41/signaling,", sent());
    ByteBuf close = channel.readOutbound();
    assertEquals(0x88, close.getUnsignedByte(0));
    close.release();
    receive("\u0088\u0002\u0003\u00e8");
    assertEquals(List.of("ready", "closed "), heard);
    channel.finishAndReleaseAll();
  }
}
