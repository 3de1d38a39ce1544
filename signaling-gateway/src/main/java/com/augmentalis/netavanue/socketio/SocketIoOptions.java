package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Options of a {@link SocketIoServer}. Every setter checks its argument at once. */
public final class SocketIoOptions {

  /** Milliseconds until a connection that joined no namespace is closed. */
  public static final long DEFAULT_CONNECT_TIMEOUT_MS = 45_000;

  /** Binary attachments of one packet. */
  public static final int DEFAULT_MAX_ATTACHMENTS = 10;

  /** Characters of an event's name. */
  public static final int DEFAULT_MAX_EVENT_NAME_LENGTH = 128;

  /** Acks that one client may owe. */
  public static final int DEFAULT_MAX_OUTSTANDING_ACKS = 1_024;

  private EngineIoOptions engine = new EngineIoOptions().path("/socket.io/");
  private long connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS;
  private int maxAttachments = DEFAULT_MAX_ATTACHMENTS;
  private int maxEventNameLength = DEFAULT_MAX_EVENT_NAME_LENGTH;
  private int maxOutstandingAcks = DEFAULT_MAX_OUTSTANDING_ACKS;
  private boolean closeOnHandlerFailure;
  private RecoveryOptions recovery;
  private JsonCodec json = JsonCodec.standard();
  private Set<String> expectedEvents = Set.of();

  /** Options with their defaults. */
  public SocketIoOptions() {}

  /**
   * A copy.
   *
   * @param other what to copy
   */
  public SocketIoOptions(SocketIoOptions other) {
    engine = new EngineIoOptions(other.engine);
    connectTimeoutMs = other.connectTimeoutMs;
    maxAttachments = other.maxAttachments;
    maxEventNameLength = other.maxEventNameLength;
    maxOutstandingAcks = other.maxOutstandingAcks;
    closeOnHandlerFailure = other.closeOnHandlerFailure;
    recovery = other.recovery;
    json = other.json;
    expectedEvents = other.expectedEvents;
  }

  /**
   * The options of the transports below; path default {@code /socket.io/}.
   *
   * @return the value
   */
  public EngineIoOptions engine() {
    return engine;
  }

  /**
   * Sets the options of the transports, see {@link #engine()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions engine(EngineIoOptions value) {
    engine = Objects.requireNonNull(value, "engine");
    return this;
  }

  /**
   * Milliseconds until a connection that joined no namespace is closed, positive, default 45,000.
   *
   * @return the value
   */
  public long connectTimeoutMs() {
    return connectTimeoutMs;
  }

  /**
   * Sets the time-out, see {@link #connectTimeoutMs()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions connectTimeoutMs(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("connectTimeoutMs must be positive: " + value);
    }
    connectTimeoutMs = value;
    return this;
  }

  /**
   * Binary attachments of one packet, positive, default 10.
   *
   * @return the value
   */
  public int maxAttachments() {
    return maxAttachments;
  }

  /**
   * Sets the bound, see {@link #maxAttachments()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions maxAttachments(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxAttachments must be positive: " + value);
    }
    maxAttachments = value;
    return this;
  }

  /**
   * Characters of an event's name, positive, default 128.
   *
   * @return the value
   */
  public int maxEventNameLength() {
    return maxEventNameLength;
  }

  /**
   * Sets the bound, see {@link #maxEventNameLength()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions maxEventNameLength(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxEventNameLength must be positive: " + value);
    }
    maxEventNameLength = value;
    return this;
  }

  /**
   * Acks that one client may owe before emits with ack fail, positive, default 1,024.
   *
   * @return the value
   */
  public int maxOutstandingAcks() {
    return maxOutstandingAcks;
  }

  /**
   * Sets the bound, see {@link #maxOutstandingAcks()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions maxOutstandingAcks(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maxOutstandingAcks must be positive: " + value);
    }
    maxOutstandingAcks = value;
    return this;
  }

  /**
   * Whether an exception thrown by a handler of the application closes the transport of the client
   * concerned, default false.
   *
   * @return the value
   */
  public boolean closeOnHandlerFailure() {
    return closeOnHandlerFailure;
  }

  /**
   * Sets whether it does, see {@link #closeOnHandlerFailure()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions closeOnHandlerFailure(boolean value) {
    closeOnHandlerFailure = value;
    return this;
  }

  /**
   * The reader and writer of JSON with its bounds, default {@link JsonCodec#standard()}.
   *
   * @return the value
   */
  public JsonCodec json() {
    return json;
  }

  /**
   * Sets the codec, see {@link #json()}.
   *
   * @param value the value
   * @return this, for chaining
   */
  public SocketIoOptions json(JsonCodec value) {
    json = Objects.requireNonNull(value, "json");
    return this;
  }

  /**
   * Names of events that clients send often: reading one of them makes no new string.
   *
   * @return the names
   */
  public Set<String> expectedEvents() {
    return expectedEvents;
  }

  /**
   * Sets names, see {@link #expectedEvents()}.
   *
   * @param value the names
   * @return this, for chaining
   */
  public SocketIoOptions expectedEvents(Set<String> value) {
    expectedEvents = Set.copyOf(value);
    return this;
  }

  /**
   * The options of connection state recovery, absent (the default) when it is off.
   *
   * @return the options
   */
  public Optional<RecoveryOptions> recovery() {
    return Optional.ofNullable(recovery);
  }

  /**
   * Switches connection state recovery on.
   *
   * @param value the options, or null to switch it off
   * @return this, for chaining
   */
  public SocketIoOptions recovery(RecoveryOptions value) {
    recovery = value;
    return this;
  }
}
