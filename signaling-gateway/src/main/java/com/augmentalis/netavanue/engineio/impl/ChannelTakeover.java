package com.augmentalis.netavanue.engineio.impl;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.traffic.AbstractTrafficShapingHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes a connection from the HTTP server after a WebSocket handshake: of its pipeline nothing
 * stays but TLS and our transport, so that an idle connection holds almost nothing.
 *
 * <p>A client may send its first frame right behind the handshake. What the HTTP decoder has read
 * of that comes out when the decoder is removed, and is kept here until the transport is ready.
 */
final class ChannelTakeover {

  private static final String HTTP_DECODER = "httpDecoder";
  private static final String HTTP_ENCODER = "httpEncoder";
  private static final String EARLY = "engineio-early-bytes";
  private static final String TRANSPORT = "engineio-websocket";

  /** The name that Vert.x gives to a handler that removes itself after the first request. */
  private static final String H2C_UPGRADE = "h2c";

  /**
   * Holds bytes back until the transport is ready for them. They are handed to it past whatever
   * handler of the HTTP server still stands between.
   */
  private static final class EarlyBytes extends ChannelInboundHandlerAdapter {
    private final WebSocketTransport transport;
    private List<ByteBuf> held = new ArrayList<>(1);

    EarlyBytes(WebSocketTransport transport) {
      this.transport = transport;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      if (!(message instanceof ByteBuf bytes)) {
        // The end of the HTTP request.
        ReferenceCountUtil.release(message);
      } else if (held != null) {
        held.add(bytes);
      } else {
        handOver(bytes);
      }
    }

    void release() throws Exception {
      List<ByteBuf> bytes = held;
      held = null;
      for (ByteBuf buffer : bytes) {
        handOver(buffer);
      }
    }

    private void handOver(ByteBuf bytes) throws Exception {
      transport.channelRead(transport.channel().pipeline().context(TRANSPORT), bytes);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      if (held != null) {
        held.forEach(ReferenceCountUtil::release);
        held = null;
      }
    }
  }

  private final Channel channel;
  private final ChannelPipeline pipeline;

  private ChannelTakeover(Channel channel) {
    this.channel = channel;
    this.pipeline = channel.pipeline();
  }

  /** The connection of a request; null if it is not one of HTTP/1.1. */
  static ChannelTakeover of(HttpServerRequest request) {
    if (!(request.connection() instanceof ConnectionBase connection)) {
      return null;
    }
    Channel channel = connection.channelHandlerContext().channel();
    return channel.pipeline().get(HTTP_DECODER) == null ? null : new ChannelTakeover(channel);
  }

  Channel channel() {
    return channel;
  }

  /** Switches protocols: writes the head of the response and puts the transport in place. */
  void switchTo(WebSocketTransport transport, byte[] responseHead) {
    pipeline.addAfter(HTTP_DECODER, EARLY, new EarlyBytes(transport));
    pipeline.remove(HTTP_ENCODER);
    pipeline.remove(HTTP_DECODER);
    pipeline.replace(VertxHandler.class, TRANSPORT, transport);
    strip(H2C_UPGRADE);
    // A failure shows as the end of the connection.
    ChannelFuture unused =
        channel.write(Unpooled.wrappedBuffer(responseHead), channel.voidPromise());
  }

  private void strip(String spared) {
    for (Map.Entry<String, ChannelHandler> entry : pipeline.toMap().entrySet()) {
      ChannelHandler handler = entry.getValue();
      boolean stays =
          handler instanceof SslHandler
              || handler instanceof AbstractTrafficShapingHandler
              || handler instanceof WebSocketTransport
              || entry.getKey().equals(EARLY)
              || entry.getKey().equals(spared);
      if (!stays) {
        pipeline.remove(handler);
      }
    }
  }

  /** Lets the bytes through that came early; to be called once the transport can take packets. */
  void begin() {
    ChannelHandlerContext context = pipeline.context(EARLY);
    if (context == null) {
      return;
    }
    try {
      ((EarlyBytes) context.handler()).release();
    } catch (Exception failure) {
      pipeline.fireExceptionCaught(failure);
    }
    // The HTTP decoder may still be at work below us on the stack: cleared up after that.
    channel
        .eventLoop()
        .execute(
            () -> {
              if (pipeline.context(EARLY) != null) {
                pipeline.remove(EARLY);
              }
              strip(null);
            });
  }
}
