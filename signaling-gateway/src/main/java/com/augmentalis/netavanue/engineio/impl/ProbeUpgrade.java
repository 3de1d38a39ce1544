package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.engineio.EngineIoDecodeException;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacketType;
import com.augmentalis.netavanue.engineio.CloseReason;

/**
 * An upgrade under way ("Upgrade" of the protocol): the client probes the WebSocket by a ping, is
 * answered, lets its poll run out and then sends an upgrade packet. Until that the session stays on
 * polling; whatever goes wrong costs the WebSocket only.
 */
final class ProbeUpgrade extends TimingWheel.Entry implements PacketSink {

  /** How long a poll may wait while the client wants to leave polling, in milliseconds. */
  private static final long RELEASE_INTERVAL_MS = 100;

  private static final EngineIoPacket PROBE_ANSWER =
      EngineIoPacket.text(EngineIoPacketType.PONG, EngineIoPacket.PROBE);

  private final EngineIoSessionImpl session;
  private final PollingTransport polling;
  private WebSocketTransport socket;
  private boolean probed;
  private boolean released;
  private long remainingMs;

  ProbeUpgrade(EngineIoSessionImpl session, PollingTransport polling) {
    this.session = session;
    this.polling = polling;
    this.remainingMs = session.server().options().upgradeTimeoutMs();
    wheel().schedule(this, remainingMs);
  }

  private TimingWheel wheel() {
    return session.server().wheel();
  }

  /** The WebSocket is open; false if the upgrade was given up meanwhile. */
  boolean attach(WebSocketTransport opened) {
    if (remainingMs <= 0) {
      return false;
    }
    socket = opened;
    return true;
  }

  @Override
  public void textFrame(byte[] utf8) {
    EngineIoPacket packet;
    try {
      packet = session.server().decoder().text(utf8, 0, utf8.length);
    } catch (EngineIoDecodeException e) {
      fail();
      return;
    }
    if (!probed && packet.type() == EngineIoPacketType.PING && packet.isProbe()) {
      probed = true;
      socket.send(PROBE_ANSWER);
      polling.releasePoll();
    } else if (probed && packet.type() == EngineIoPacketType.UPGRADE) {
      wheel().cancel(this);
      remainingMs = 0;
      session.completeUpgrade(polling, socket);
    } else {
      fail();
    }
  }

  @Override
  public void binaryFrame(byte[] bytes) {
    fail();
  }

  @Override
  public void connectionClosed(String reason) {
    wheel().cancel(this);
    remainingMs = 0;
    session.upgradeFailed(this);
  }

  @Override
  public void queueFull() {
    fail();
  }

  /**
   * A poll has come while the client should be leaving: the first is let go at once, others after a
   * moment, so that a client that goes on polling is slowed down.
   */
  void pollArrived() {
    if (probed && !released) {
      released = true;
      polling.releasePoll();
    } else if (probed) {
      remainingMs = Math.max(1, remainingMs - RELEASE_INTERVAL_MS);
      wheel().schedule(this, RELEASE_INTERVAL_MS);
    }
  }

  @Override
  protected void expired() {
    if (probed && polling.isPolling() && remainingMs > RELEASE_INTERVAL_MS) {
      polling.releasePoll();
      wheel().schedule(this, remainingMs);
    } else {
      fail();
    }
  }

  /** Closes the WebSocket; the session stays on polling. */
  void fail() {
    session.upgradeFailed(this);
    abandon();
  }

  /** Closes the WebSocket because the session ends. */
  void abandon() {
    wheel().cancel(this);
    remainingMs = 0;
    if (socket != null) {
      socket.close(CloseReason.FORCED_CLOSE);
    }
  }
}
