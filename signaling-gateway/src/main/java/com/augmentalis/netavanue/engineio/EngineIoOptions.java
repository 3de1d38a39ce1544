package com.augmentalis.netavanue.engineio;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Options of an {@link EngineIoServer}. Every setter checks its argument at once. */
public final class EngineIoOptions {

  /** Milliseconds between two pings of the server. */
  public static final long DEFAULT_PING_INTERVAL_MS = 25_000;

  /** Milliseconds that a client has to answer a ping. */
  public static final long DEFAULT_PING_TIMEOUT_MS = 20_000;

  /** Milliseconds that an upgrade may take. */
  public static final long DEFAULT_UPGRADE_TIMEOUT_MS = 10_000;

  /** The largest packet, WebSocket message or polling body that a client may send, in bytes. */
  public static final int DEFAULT_MAX_PAYLOAD = 1_000_000;

  /** Bytes that may wait for one client. */
  public static final int DEFAULT_MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

  /** Packets that may wait for one client. */
  public static final int DEFAULT_MAX_BUFFERED_PACKETS = 8_192;

  /** Open sessions of one server instance. */
  public static final int DEFAULT_MAX_SESSIONS = 100_000;

  private String path = "/engine.io/";
  private long pingIntervalMs = DEFAULT_PING_INTERVAL_MS;
  private long pingTimeoutMs = DEFAULT_PING_TIMEOUT_MS;
  private long upgradeTimeoutMs = DEFAULT_UPGRADE_TIMEOUT_MS;
  private int maxPayload = DEFAULT_MAX_PAYLOAD;
  private int maxBufferedBytes = DEFAULT_MAX_BUFFERED_BYTES;
  private int maxBufferedPackets = DEFAULT_MAX_BUFFERED_PACKETS;
  private int maxSessions = DEFAULT_MAX_SESSIONS;
  private Set<Transport> transports = EnumSet.allOf(Transport.class);
  private Set<String> origins = Set.of();
  private boolean credentials;
  private boolean perMessageDeflate;
  private int deflateThreshold = 1_024;
  private boolean answerClientPings;
  private boolean acceptUnmaskedFrames;
  private boolean padUpgradeResponse;
  private boolean skipCloseFrame;
  private Clock clock = Clock.systemUTC();
  private SecureRandom random = new SecureRandom();

  /** Options with their defaults. */
  public EngineIoOptions() {}

  /**
   * A copy.
   *
   * @param other what to copy
   */
  public EngineIoOptions(EngineIoOptions other) {
    path = other.path;
    pingIntervalMs = other.pingIntervalMs;
    pingTimeoutMs = other.pingTimeoutMs;
    upgradeTimeoutMs = other.upgradeTimeoutMs;
    maxPayload = other.maxPayload;
    maxBufferedBytes = other.maxBufferedBytes;
    maxBufferedPackets = other.maxBufferedPackets;
    maxSessions = other.maxSessions;
    transports = EnumSet.copyOf(other.transports);
    origins = other.origins;
    credentials = other.credentials;
    perMessageDeflate = other.perMessageDeflate;
    deflateThreshold = other.deflateThreshold;
    answerClientPings = other.answerClientPings;
    acceptUnmaskedFrames = other.acceptUnmaskedFrames;
    padUpgradeResponse = other.padUpgradeResponse;
    skipCloseFrame = other.skipCloseFrame;
    clock = other.clock;
    random = other.random;
  }

  /**
   * The path that the server is mounted on; starts and ends with a slash, default {@code
   * /engine.io/}.
   *
   * @return the value
   */
  public String path() {
    return path;
  }

  /**
   * Sets the path that the server is mounted on, see {@link #path()}.
   *
   * @param value the value
   */
  public EngineIoOptions path(String value) {
    if (!value.startsWith("/") || !value.endsWith("/")) {
      throw new IllegalArgumentException("path must start and end with a slash: " + value);
    }
    path = value;
    return this;
  }

  /**
   * Milliseconds between two pings, positive, default 25,000.
   *
   * @return the value
   */
  public long pingIntervalMs() {
    return pingIntervalMs;
  }

  /**
   * Sets milliseconds between two pings, see {@link #pingIntervalMs()}.
   *
   * @param value the value
   */
  public EngineIoOptions pingIntervalMs(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("pingIntervalMs must be positive: " + value);
    }
    pingIntervalMs = value;
    return this;
  }

  /**
   * Milliseconds to answer a ping, positive, default 20,000.
   *
   * @return the value
   */
  public long pingTimeoutMs() {
    return pingTimeoutMs;
  }

  /**
   * Sets milliseconds to answer a ping, see {@link #pingTimeoutMs()}.
   *
   * @param value the value
   */
  public EngineIoOptions pingTimeoutMs(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("pingTimeoutMs must be positive: " + value);
    }
    pingTimeoutMs = value;
    return this;
  }

  /**
   * Milliseconds that an upgrade may take, positive, default 10,000.
   *
   * @return the value
   */
  public long upgradeTimeoutMs() {
    return upgradeTimeoutMs;
  }

  /**
   * Sets milliseconds that an upgrade may take, see {@link #upgradeTimeoutMs()}.
   *
   * @param value the value
   */
  public EngineIoOptions upgradeTimeoutMs(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("upgradeTimeoutMs must be positive: " + value);
    }
    upgradeTimeoutMs = value;
    return this;
  }

  /**
   * The largest packet, WebSocket message or polling body of a client, in bytes, positive, default
   * 1,000,000.
   *
   * @return the value
   */
  public int maxPayload() {
    return maxPayload;
  }

  /**
   * Sets the largest packet, see {@link #maxPayload()}.
   *
   * @param value the value
   */
  public EngineIoOptions maxPayload(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxPayload must be positive: " + value);
    }
    maxPayload = value;
    return this;
  }

  /**
   * Bytes that may wait for one client before it is closed as a slow consumer, positive, default 4
   * MiB.
   *
   * @return the value
   */
  public int maxBufferedBytes() {
    return maxBufferedBytes;
  }

  /**
   * Sets bytes that may wait for one client before it is closed as a slow consumer, see {@link
   * #maxBufferedBytes()}.
   *
   * @param value the value
   */
  public EngineIoOptions maxBufferedBytes(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxBufferedBytes must be positive: " + value);
    }
    maxBufferedBytes = value;
    return this;
  }

  /**
   * Packets that may wait for one client, positive, default 8,192.
   *
   * @return the value
   */
  public int maxBufferedPackets() {
    return maxBufferedPackets;
  }

  /**
   * Sets packets that may wait for one client, see {@link #maxBufferedPackets()}.
   *
   * @param value the value
   */
  public EngineIoOptions maxBufferedPackets(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxBufferedPackets must be positive: " + value);
    }
    maxBufferedPackets = value;
    return this;
  }

  /**
   * Open sessions of this instance, beyond which handshakes are refused, positive, default 100,000.
   *
   * @return the value
   */
  public int maxSessions() {
    return maxSessions;
  }

  /**
   * Sets open sessions of this instance, see {@link #maxSessions()}.
   *
   * @param value the value
   */
  public EngineIoOptions maxSessions(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxSessions must be positive: " + value);
    }
    maxSessions = value;
    return this;
  }

  /**
   * The transports offered, at least one, default both.
   *
   * @return the value
   */
  public Set<Transport> transports() {
    return Set.copyOf(transports);
  }

  /**
   * Sets the transports offered, see {@link #transports()}.
   *
   * @param value the value
   */
  public EngineIoOptions transports(Set<Transport> value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("transports must name at least one transport");
    }
    transports = EnumSet.copyOf(value);
    return this;
  }

  /**
   * The origins that may connect besides the server's own host and requests without an origin, such
   * as {@code https://app.example}, or {@code *} for any; default none.
   *
   * @return the value
   */
  public Set<String> origins() {
    return origins;
  }

  /**
   * Sets the origins that may connect besides the server's own host and requests without an origin,
   * see {@link #origins()}.
   *
   * @param value the value
   */
  public EngineIoOptions origins(Set<String> value) {
    origins = Set.copyOf(value);
    return this;
  }

  /**
   * Whether browsers may send credentials across origins, default false.
   *
   * @return the value
   */
  public boolean credentials() {
    return credentials;
  }

  /**
   * Sets whether browsers may send credentials across origins, see {@link #credentials()}.
   *
   * @param value the value
   */
  public EngineIoOptions credentials(boolean value) {
    credentials = value;
    return this;
  }

  /**
   * Whether to negotiate permessage-deflate, RFC 7692, default false.
   *
   * @return the value
   */
  public boolean perMessageDeflate() {
    return perMessageDeflate;
  }

  /**
   * Sets whether to negotiate permessage-deflate, see {@link #perMessageDeflate()}.
   *
   * @param value the value
   */
  public EngineIoOptions perMessageDeflate(boolean value) {
    perMessageDeflate = value;
    return this;
  }

  /**
   * Bytes from which a message is compressed, default 1,024.
   *
   * @return the value
   */
  public int deflateThreshold() {
    return deflateThreshold;
  }

  /**
   * Sets bytes from which a message is compressed, see {@link #deflateThreshold()}.
   *
   * @param value the value
   */
  public EngineIoOptions deflateThreshold(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("deflateThreshold must be positive: " + value);
    }
    deflateThreshold = value;
    return this;
  }

  /**
   * Leniency: whether to answer a client's own ping packet by a pong packet instead of closing,
   * default false.
   *
   * @return the value
   */
  public boolean answerClientPings() {
    return answerClientPings;
  }

  /**
   * Sets whether to answer a client's own ping packet by a pong packet instead of closing, see
   * {@link #answerClientPings()}.
   *
   * @param value the value
   */
  public EngineIoOptions answerClientPings(boolean value) {
    answerClientPings = value;
    return this;
  }

  /**
   * Leniency: whether to accept unmasked WebSocket frames from clients, default false.
   *
   * @return the value
   */
  public boolean acceptUnmaskedFrames() {
    return acceptUnmaskedFrames;
  }

  /**
   * Sets whether to accept unmasked WebSocket frames from clients, see {@link
   * #acceptUnmaskedFrames()}.
   *
   * @param value the value
   */
  public EngineIoOptions acceptUnmaskedFrames(boolean value) {
    acceptUnmaskedFrames = value;
    return this;
  }

  /**
   * Leniency: whether to pad the head of the 101 response to exactly 512 bytes, for clients that
   * read it in blocks of 512 and drop the rest, default false.
   *
   * @return the value
   */
  public boolean padUpgradeResponse() {
    return padUpgradeResponse;
  }

  /**
   * Sets whether to pad the head of the 101 response to exactly 512 bytes, see {@link
   * #padUpgradeResponse()}.
   *
   * @param value the value
   */
  public EngineIoOptions padUpgradeResponse(boolean value) {
    padUpgradeResponse = value;
    return this;
  }

  /**
   * Leniency: whether the server ends a session's WebSocket by closing the TCP connection without a
   * close frame, default false. The published Java client (2.1) does not notice a close frame and
   * would wait for its heartbeat to time out; it notices a lost connection at once, and so do all
   * others. Violations of a protocol are answered by a close frame in any case.
   *
   * @return the value
   */
  public boolean skipCloseFrame() {
    return skipCloseFrame;
  }

  /**
   * Sets whether close frames are skipped, see {@link #skipCloseFrame()}.
   *
   * @param value the value
   */
  public EngineIoOptions skipCloseFrame(boolean value) {
    skipCloseFrame = value;
    return this;
  }

  /**
   * The clock that handshake times are read from.
   *
   * @return the value
   */
  public Clock clock() {
    return clock;
  }

  /**
   * Sets the clock that handshake times are read from, see {@link #clock()}.
   *
   * @param value the value
   */
  public EngineIoOptions clock(Clock value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * The source of session ids.
   *
   * @return the value
   */
  public SecureRandom random() {
    return random;
  }

  /**
   * Sets the source of session ids, see {@link #random()}.
   *
   * @param value the value
   */
  public EngineIoOptions random(SecureRandom value) {
    random = Objects.requireNonNull(value, "random");
    return this;
  }
}
