package com.augmentalis.netavanue.bench.client;

import com.augmentalis.netavanue.bench.wire.Bytes;
import com.augmentalis.netavanue.bench.wire.MaskedFrame;
import com.augmentalis.netavanue.bench.wire.ServerFrameReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One Socket.IO connection over WebSocket: upgrade, Engine.IO open, namespace, heartbeat, then
 * packets to the listener.
 *
 * <p>Event loop only. The hot path reads a few bytes of each packet and allocates nothing.
 */
public final class Socket extends ChannelInboundHandlerAdapter implements ServerFrameReader.Sink {
  private static final int MAX_PAYLOAD = 4 << 20;
  private static final int MAX_HTTP_HEAD = 16 << 10;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SWITCHING = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
  private static final int OPCODE_TEXT = 1;
  private static final int OPCODE_CLOSE = 8;

  private final Target target;
  private final String auth;
  private final int prefixLength;
  private SocketListener listener;
  private ChannelHandlerContext context;
  private ServerFrameReader reader;
  private ByteBuf head;
  private Throwable failure;
  private boolean ready;
  private boolean closed;

  /**
   * A socket that is not connected yet; a {@link Connector} connects it.
   *
   * @param auth JSON object sent with the namespace CONNECT, or an empty string
   */
  public Socket(Target target, String auth, SocketListener listener) {
    this.target = target;
    this.auth = auth;
    this.listener = listener;
    this.prefixLength = target.namespacePrefix().length();
  }

  /** Replaces the listener, once a socket changes its job. */
  public void listener(SocketListener next) {
    this.listener = next;
  }

  /** True from the namespace's acceptance to the end. */
  public boolean isReady() {
    return ready && !closed;
  }

  /** The channel's allocator. */
  public ByteBufAllocator allocator() {
    return context.alloc();
  }

  /** Writes a frame and flushes it. Takes over the buffer. */
  public void send(ByteBuf frame) {
    var unused = context.writeAndFlush(frame, context.voidPromise());
  }

  /** Encodes a packet and sends it; for the paths that are not measured. */
  public void sendText(String packet) {
    MaskedFrame frame = MaskedFrame.text(context.alloc(), packet);
    send(frame.borrow());
    frame.release();
  }

  /**
   * Starts an orderly end: namespace DISCONNECT, then the WebSocket close. The server closes the
   * connection, so the client's ports are free at once.
   */
  public void disconnect() {
    if (!closed) {
      sendText("41" + target.namespacePrefix());
      send(MaskedFrame.close(context.alloc()));
    }
  }

  /** Ends the connection without ceremony, with the reason that the listener is to hear. */
  public void abort(Throwable reason) {
    failure = reason;
    if (context != null) {
      var unused = context.close();
    } else {
      finish();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    head = ctx.alloc().directBuffer(1_024);
    send(Unpooled.wrappedBuffer(target.upgradeRequest()));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
    ByteBuf input = (ByteBuf) message;
    try {
      if (reader != null) {
        reader.read(input);
      } else {
        readHead(input);
      }
    } finally {
      input.release();
    }
  }

  private void readHead(ByteBuf input) throws IOException {
    head.writeBytes(input);
    int end = Bytes.indexOf(head, head.readerIndex(), head.writerIndex(), HEAD_END);
    if (end < 0) {
      if (head.readableBytes() > MAX_HTTP_HEAD) {
        throw new IOException("no end of the upgrade response within " + MAX_HTTP_HEAD + " bytes");
      }
      return;
    }
    if (!Bytes.matches(head, 0, end, SWITCHING)) {
      throw new IOException(
          "upgrade refused: " + head.toString(0, Math.min(end, 200), StandardCharsets.ISO_8859_1));
    }
    head.readerIndex(end + HEAD_END.length);
    reader = new ServerFrameReader(context.alloc(), MAX_PAYLOAD, this);
    ByteBuf rest = head;
    head = null;
    try {
      reader.read(rest);
    } finally {
      rest.release();
    }
  }

  @Override
  public void onFrame(int opcode, ByteBuf buffer, int start, int end) throws IOException {
    if (opcode == OPCODE_CLOSE) {
      var unused = context.close();
      return;
    }
    if (opcode != OPCODE_TEXT || start == end) {
      return;
    }
    int engineType = buffer.getByte(start);
    if (engineType == '4' && start + 1 < end) {
      onPacket(buffer.getByte(start + 1), buffer, start + 2, end);
    } else if (engineType == '0') {
      sendText("40" + target.namespacePrefix() + auth);
    } else if (engineType == '2') {
      sendText("3");
    } else if (engineType == '1') {
      var unused = context.close();
    }
  }

  private void onPacket(int type, ByteBuf buffer, int start, int end) throws IOException {
    int body = start + prefixLength;
    switch (type) {
      case '3' -> {
        int digits = Bytes.digits(buffer, body, end);
        long id = Bytes.number(buffer, body, digits, end);
        if (id < 0) {
          throw new IOException("ack without an id: " + excerpt(buffer, start, end));
        }
        listener.onAck(id, buffer, body + digits, end);
      }
      case '2' -> listener.onEvent(buffer, body, end);
      case '0' -> {
        ready = true;
        listener.onReady();
      }
      case '1' -> throw new IOException("the server disconnected the namespace");
      case '4' -> throw new IOException("CONNECT refused: " + excerpt(buffer, start, end));
      default ->
          throw new IOException("unexpected packet: " + (char) type + excerpt(buffer, start, end));
    }
  }

  /** The first 300 bytes of a packet, for error messages. */
  public static String excerpt(ByteBuf buffer, int start, int end) {
    return buffer.toString(start, Math.min(300, Math.max(0, end - start)), StandardCharsets.UTF_8);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    listener.onReadComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    abort(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    finish();
  }

  private void finish() {
    if (closed) {
      return;
    }
    closed = true;
    if (head != null) {
      head.release();
      head = null;
    }
    if (reader != null) {
      reader.close();
    }
    listener.onClosed(failure);
  }
}
