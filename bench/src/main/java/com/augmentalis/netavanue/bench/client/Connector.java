package com.augmentalis.netavanue.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The generator's one event loop and the connections it opens: epoll where the machine has it, else
 * NIO.
 */
public final class Connector implements AutoCloseable {
  private static final int READ_BUFFER_BYTES = 32 << 10;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Class<? extends Channel> channelType;
  private final InetSocketAddress address;

  /** Starts the loop. */
  public Connector(Target target) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, factory);
    this.loop = group.next();
    this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    this.address = target.address();
  }

  /** The loop on which every listener is called. */
  public EventLoop loop() {
    return loop;
  }

  /** Connects a socket; what becomes of it, its listener hears. */
  public void connect(Socket socket) {
    new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BUFFER_BYTES))
        .handler(socket)
        .connect(address)
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (!connected.isSuccess()) {
                    socket.abort(connected.cause());
                  }
                });
  }

  /** Ends the loop and closes all its connections. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
