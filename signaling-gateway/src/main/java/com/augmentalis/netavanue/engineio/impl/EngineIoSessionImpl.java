package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import com.augmentalis.netavanue.codec.engineio.EngineIoDecodeException;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.engineio.CloseReason;
import com.augmentalis.netavanue.engineio.EngineIoError;
import com.augmentalis.netavanue.engineio.EngineIoSession;
import com.augmentalis.netavanue.engineio.HandshakeRequest;
import com.augmentalis.netavanue.engineio.Transport;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.List;

/**
 * A session: the heartbeat and what packets mean, over whichever transport is current. It is its
 * own entry in the timing wheel, for the next ping, or for the pong that must come.
 */
final class EngineIoSessionImpl extends TimingWheel.Entry implements EngineIoSession, PacketSink {

  private final EngineIoServerImpl server;
  private final String id;
  private final HandshakeRequest handshake;
  private TransportLink transport;
  private ProbeUpgrade upgrade;
  private MessageHandler messages;
  private Handler<String> closeHandler;
  private boolean closed;
  private boolean awaitingPong;

  EngineIoSessionImpl(EngineIoServerImpl server, String id, HandshakeRequest handshake) {
    this.server = server;
    this.id = id;
    this.handshake = handshake;
  }

  /** Starts the life of the session on its first transport. */
  void open(TransportLink first) {
    transport = first;
    server.wheel().schedule(this, server.firstPingDelayMs());
  }

  EngineIoServerImpl server() {
    return server;
  }

  // What the application sees.

  @Override
  public String id() {
    return id;
  }

  @Override
  public HandshakeRequest handshake() {
    return handshake;
  }

  @Override
  public Transport transport() {
    return transport.kind();
  }

  @Override
  public Context context() {
    return server.context();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public EngineIoSession messageHandler(MessageHandler handler) {
    messages = handler;
    return this;
  }

  @Override
  public EngineIoSession closeHandler(Handler<String> handler) {
    closeHandler = handler;
    return this;
  }

  @Override
  public void sendText(TextSource utf8) {
    send(EngineIoPacket.message(utf8));
  }

  @Override
  public void sendBinary(ByteSlice bytes) {
    send(EngineIoPacket.binary(bytes));
  }

  private void send(EngineIoPacket packet) {
    if (!closed) {
      server.listener().packetSent(packet.dataLength());
      transport.send(packet);
    }
  }

  @Override
  public boolean isWritable() {
    return !closed && transport.isWritable();
  }

  @Override
  public long bufferedBytes() {
    return transport.bufferedBytes();
  }

  @Override
  public void close(String reason) {
    if (closed) {
      return;
    }
    boolean polling = transport instanceof PollingTransport;
    boolean stuck = reason.equals(CloseReason.SLOW_CONSUMER);
    TransportLink link = transport;
    ended(reason, polling && isOrderly(reason));
    if (stuck) {
      link.abort();
    } else {
      link.close(reason);
      dropIfSaid();
    }
  }

  /** Closes because the server goes: no later poll can come for what is left to say. */
  void shutDown() {
    close(CloseReason.SERVER_SHUTTING_DOWN);
    server.wheel().cancel(this);
    server.forget(this);
  }

  /** Whether a client that still polls is to be told, rather than refused at once. */
  private static boolean isOrderly(String reason) {
    return switch (reason) {
      case CloseReason.PING_TIMEOUT,
          CloseReason.PARSE_ERROR,
          CloseReason.TRANSPORT_ERROR,
          CloseReason.SLOW_CONSUMER ->
          false;
      default -> true;
    };
  }

  /**
   * Ends the session.
   *
   * @param lingers whether it stays known until a poll has fetched what is left to say
   */
  private void ended(String reason, boolean lingers) {
    if (closed) {
      return;
    }
    closed = true;
    if (upgrade != null) {
      upgrade.abandon();
      upgrade = null;
    }
    if (lingers) {
      server.wheel().schedule(this, server.options().pingTimeoutMs());
    } else {
      server.wheel().cancel(this);
      server.forget(this);
    }
    server.listener().sessionClosed(reason);
    Handler<String> handler = closeHandler;
    messages = null;
    closeHandler = null;
    if (handler != null) {
      server.guard(() -> handler.handle(reason));
    }
  }

  private void dropIfSaid() {
    if (transport instanceof PollingTransport polling && !polling.hasQueued()) {
      server.wheel().cancel(this);
      server.forget(this);
    }
  }

  // The heartbeat: the server pings, the client must answer in time.

  @Override
  protected void expired() {
    if (closed) {
      server.forget(this);
    } else if (awaitingPong) {
      close(CloseReason.PING_TIMEOUT);
    } else {
      awaitingPong = true;
      server.wheel().schedule(this, server.options().pingTimeoutMs());
      transport.send(EngineIoPacket.PING);
    }
  }

  private void pong() {
    if (awaitingPong) {
      awaitingPong = false;
      server.wheel().schedule(this, server.options().pingIntervalMs());
    }
  }

  // Packets from the client.

  @Override
  public void textFrame(byte[] utf8) {
    if (utf8.length > 0 && utf8[0] == '4') {
      message(ByteSlice.of(utf8, 1, utf8.length - 1), false);
      return;
    }
    try {
      packet(server.decoder().text(utf8, 0, utf8.length));
    } catch (EngineIoDecodeException e) {
      close(CloseReason.PARSE_ERROR);
    }
  }

  @Override
  public void binaryFrame(byte[] bytes) {
    message(ByteSlice.of(bytes), true);
  }

  private void packet(EngineIoPacket packet) {
    switch (packet.type()) {
      case MESSAGE -> message(packet.data(), packet.isBinary());
      case PONG -> pong();
      case PING -> {
        if (server.options().answerClientPings()) {
          transport.send(EngineIoPacket.PONG);
        } else {
          close(CloseReason.PARSE_ERROR);
        }
      }
      case CLOSE -> {
        TransportLink link = transport;
        ended(CloseReason.TRANSPORT_CLOSE, false);
        if (link instanceof PollingTransport) {
          link.abort();
        } else {
          link.close(CloseReason.TRANSPORT_CLOSE);
        }
      }
      case NOOP -> {}
      case OPEN, UPGRADE -> close(CloseReason.PARSE_ERROR);
    }
  }

  private void message(ByteSlice data, boolean binary) {
    server.listener().packetReceived(data.length());
    MessageHandler handler = messages;
    if (handler == null || closed) {
      return;
    }
    try {
      if (binary) {
        handler.binary(data);
      } else {
        handler.text(data);
      }
    } catch (RuntimeException e) {
      server.report(e);
    }
  }

  @Override
  public void connectionClosed(String reason) {
    ended(reason, false);
  }

  @Override
  public void queueFull() {
    if (!closed) {
      server.listener().slowConsumer();
      close(CloseReason.SLOW_CONSUMER);
    }
  }

  // Polling requests.

  /** Takes a GET request. */
  void poll(PollExchange exchange) {
    if (!(transport instanceof PollingTransport polling)) {
      exchange.refuse(EngineIoError.BAD_REQUEST);
      return;
    }
    if (polling.isPolling()) {
      // "The client MUST NOT have more than one GET request": the session ends.
      exchange.refuse(EngineIoError.BAD_REQUEST);
      close(CloseReason.TRANSPORT_ERROR);
      return;
    }
    watch(exchange, polling);
    polling.poll(exchange);
    if (closed) {
      dropIfSaid();
    } else if (upgrade != null) {
      upgrade.pollArrived();
    }
  }

  private void watch(PollExchange exchange, PollingTransport polling) {
    exchange.onAbort(
        () ->
            server.execute(
                () -> {
                  if (polling.isWaiting(exchange)) {
                    polling.forgetPoll();
                    ended(CloseReason.TRANSPORT_ERROR, false);
                  }
                }));
  }

  /** Begins a POST request; false if it was refused. */
  boolean beginPost(PollExchange exchange) {
    if (!closed && transport instanceof PollingTransport polling) {
      if (polling.beginPost()) {
        return true;
      }
      close(CloseReason.TRANSPORT_ERROR);
    }
    exchange.refuse(EngineIoError.BAD_REQUEST);
    return false;
  }

  /** Takes the whole body of a POST request. */
  void post(PollExchange exchange, byte[] body) {
    endPost();
    List<EngineIoPacket> packets;
    try {
      packets = server.decoder().payload(body, 0, body.length);
    } catch (EngineIoDecodeException e) {
      exchange.refuse(EngineIoError.BAD_REQUEST);
      ended(CloseReason.PARSE_ERROR, false);
      transport.abort();
      return;
    }
    if (closed) {
      exchange.refuse(EngineIoError.UNKNOWN_SID);
      return;
    }
    exchange.ok();
    for (EngineIoPacket packet : packets) {
      if (closed) {
        return;
      }
      packet(packet);
    }
  }

  /** A POST request that failed or was too big. */
  void postFailed() {
    endPost();
    close(CloseReason.TRANSPORT_ERROR);
  }

  private void endPost() {
    if (transport instanceof PollingTransport polling) {
      polling.endPost();
    }
  }

  // The upgrade from polling to WebSocket.

  /** Begins an upgrade; null if the session cannot be upgraded now. */
  ProbeUpgrade beginUpgrade() {
    if (closed || upgrade != null || !(transport instanceof PollingTransport polling)) {
      return null;
    }
    upgrade = new ProbeUpgrade(this, polling);
    return upgrade;
  }

  /** The client has moved to the new transport. */
  void completeUpgrade(PollingTransport polling, WebSocketTransport socket) {
    upgrade = null;
    List<EngineIoPacket> queued = polling.drain();
    polling.releasePoll();
    transport = socket;
    socket.sink(this);
    server.listener().sessionUpgraded();
    for (EngineIoPacket packet : queued) {
      socket.send(packet);
    }
  }

  /** The upgrade did not come about; the session goes on as it is. */
  void upgradeFailed(ProbeUpgrade failed) {
    if (upgrade == failed) {
      upgrade = null;
    }
  }
}
