package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.TextSource;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.engineio.CloseReason;
import com.augmentalis.netavanue.engineio.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket as a transport: the only handler of its channel, above TLS if there is some. Each
 * packet is written once, frame header included, into one buffer.
 */
final class WebSocketTransport extends WebSocketMessageReader
    implements TransportLink, FlushQueue.Flushable {

  /** How long a peer may take to answer a close frame, in milliseconds. */
  private static final int CLOSE_TIMEOUT_MS = 1_000;

  private final EngineIoServerImpl server;
  private PacketSink sink;
  private ChannelHandlerContext context;
  private int unflushedPackets;
  private boolean dirty;
  private boolean closing;

  WebSocketTransport(EngineIoServerImpl server, Settings settings, PacketSink sink) {
    super(settings);
    this.server = server;
    this.sink = sink;
  }

  /** Hands the connection to another receiver. */
  void sink(PacketSink receiver) {
    sink = receiver;
  }

  Channel channel() {
    return context.channel();
  }

  @Override
  public Transport kind() {
    return Transport.WEBSOCKET;
  }

  @Override
  public void send(EngineIoPacket packet) {
    TextSource payload = packet.isBinary() ? packet.data() : packet;
    int opcode = packet.isBinary() ? WebSocketFrames.BINARY : WebSocketFrames.TEXT;
    int size = payload.length();
    if (deflate() != null && size >= deflate().threshold()) {
      sendDeflated(opcode, payload.bytes().copy());
      return;
    }
    ByteBuf out = frame(opcode, size);
    if (out != null) {
      payload.writeTo(out);
      write(out);
    }
  }

  private void sendDeflated(int opcode, byte[] packet) {
    byte[] deflated = deflate().deflate(packet);
    ByteBuf out = frame(WebSocketFrames.RSV1 | opcode, deflated.length);
    if (out != null) {
      write(out.writeBytes(deflated));
    }
  }

  /** A buffer that holds the frame's header; null if the frame cannot be sent. */
  private ByteBuf frame(int firstByte, int payload) {
    if (closing || context == null) {
      return null;
    }
    int size = WebSocketFrames.headerSize(payload) + payload;
    if (isFull(size)) {
      flushNow();
      if (isFull(size)) {
        if (sink != null) {
          sink.queueFull();
        }
        return null;
      }
    }
    ByteBuf out = context.alloc().directBuffer(size);
    WebSocketFrames.writeHeader(out, firstByte, payload);
    return out;
  }

  private boolean isFull(int size) {
    ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
    return queue != null
        && (queue.totalPendingWriteBytes() + size > server.options().maxBufferedBytes()
            || queue.size() + unflushedPackets >= server.options().maxBufferedPackets());
  }

  private void write(ByteBuf out) {
    unflushedPackets++;
    // A failure shows as the end of the connection.
    ChannelFuture unused = context.write(out, context.voidPromise());
    if (context.channel().isWritable()) {
      flushSoon();
    } else {
      context.flush();
      unflushedPackets = 0;
    }
  }

  /** Sees to it that what was written to the channel goes out. */
  void flushSoon() {
    if (!dirty) {
      dirty = true;
      server.flushQueue().add(this);
    }
  }

  @Override
  public void flushNow() {
    dirty = false;
    unflushedPackets = 0;
    context.flush();
  }

  @Override
  public boolean isWritable() {
    return !closing && context.channel().isWritable();
  }

  @Override
  public long bufferedBytes() {
    ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
    return queue == null ? 0 : queue.totalPendingWriteBytes();
  }

  @Override
  public void close(String reason) {
    sink = null;
    if (reason.equals(CloseReason.PARSE_ERROR)) {
      startClosing(WebSocketFrames.CLOSE_POLICY, "");
    } else if (server.options().skipCloseFrame()) {
      closeWithoutFrame();
    } else if (reason.equals(CloseReason.SERVER_SHUTTING_DOWN)) {
      startClosing(WebSocketFrames.CLOSE_GOING_AWAY, "");
    } else {
      startClosing(WebSocketFrames.CLOSE_NORMAL, "");
    }
  }

  private void closeWithoutFrame() {
    if (!closing) {
      closing = true;
      finishReading();
      closeOnceFlushed();
      closeLater();
    }
  }

  @Override
  public void abort() {
    sink = null;
    closing = true;
    finishReading();
    ChannelFuture unused = context.close();
  }

  /** Sends a close frame and gives the peer a moment to answer it, RFC 6455 section 7.1. */
  private void startClosing(int code, String detail) {
    if (closing) {
      return;
    }
    writeCloseFrame(code, detail);
    closeLater();
  }

  /** A peer that neither reads nor answers is not waited for. */
  private void closeLater() {
    Channel channel = context.channel();
    Runnable forcedClose =
        () -> {
          ChannelFuture unused = channel.close();
        };
    Future<?> unused = server.loop().schedule(forcedClose, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  private void closeOnceFlushed() {
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  private void writeCloseFrame(int code, String detail) {
    byte[] text = detail.getBytes(StandardCharsets.US_ASCII);
    ByteBuf out = frame(WebSocketFrames.CLOSE, 2 + text.length);
    closing = true;
    if (out != null) {
      ChannelFuture unused =
          context.writeAndFlush(out.writeShort(code).writeBytes(text), context.voidPromise());
    }
  }

  private void connectionEnded(String reason) {
    PacketSink receiver = sink;
    sink = null;
    if (receiver != null) {
      receiver.connectionClosed(reason);
    }
  }

  @Override
  void textMessage(byte[] utf8) {
    if (sink != null) {
      sink.textFrame(utf8);
    }
  }

  @Override
  void binaryMessage(byte[] bytes) {
    if (sink != null) {
      sink.binaryFrame(bytes);
    }
  }

  @Override
  void pingFrame(byte[] payload) {
    ByteBuf out = frame(WebSocketFrames.PONG, payload.length);
    if (out != null) {
      write(out.writeBytes(payload));
    }
  }

  @Override
  void unmaskedFrame() {
    server.listener().unmaskedFrame();
  }

  @Override
  void closeFrame(int code) {
    connectionEnded(CloseReason.TRANSPORT_CLOSE);
    if (!closing) {
      writeCloseFrame(
          code == WebSocketFrames.CLOSE_NO_STATUS ? WebSocketFrames.CLOSE_NORMAL : code, "");
    }
    closeOnceFlushed();
  }

  @Override
  void violation(int closeCode, String detail) {
    connectionEnded(CloseReason.TRANSPORT_ERROR);
    startClosing(closeCode, detail);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  /** What is read is the application's business, so it runs on the Vert.x context. */
  @Override
  public void channelRead(ChannelHandlerContext read, Object message) throws Exception {
    ContextInternal vertxContext = server.context();
    ContextInternal previous = vertxContext.beginDispatch();
    try {
      super.channelRead(read, message);
    } finally {
      vertxContext.endDispatch(previous);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) throws Exception {
    ContextInternal vertxContext = server.context();
    ContextInternal previous = vertxContext.beginDispatch();
    try {
      super.channelInactive(inactive);
      closing = true;
      connectionEnded(CloseReason.TRANSPORT_CLOSE);
    } finally {
      vertxContext.endDispatch(previous);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
    server.context().dispatch(() -> failed(cause));
  }

  private void failed(Throwable cause) {
    connectionEnded(CloseReason.TRANSPORT_ERROR);
    if (!(cause instanceof IOException)) {
      server.report(cause);
    }
    abort();
  }
}
