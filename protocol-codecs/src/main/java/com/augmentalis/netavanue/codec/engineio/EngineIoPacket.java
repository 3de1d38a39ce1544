package com.augmentalis.netavanue.codec.engineio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import io.netty.buffer.ByteBuf;
import java.util.Base64;

/**
 * A packet of Engine.IO protocol 4. Only a message can be binary.
 *
 * <p>As a {@link TextSource} it is the packet's form in a text frame or polling payload; a binary
 * one is base64 behind a {@code b} there. In a WebSocket binary frame a binary packet is its {@link
 * #data()} alone.
 */
public final class EngineIoPacket implements TextSource {

  /** An empty packet of each type that needs no data. */
  public static final EngineIoPacket CLOSE = text(EngineIoPacketType.CLOSE, ByteSlice.EMPTY);

  /** A ping without data. */
  public static final EngineIoPacket PING = text(EngineIoPacketType.PING, ByteSlice.EMPTY);

  /** A pong without data. */
  public static final EngineIoPacket PONG = text(EngineIoPacketType.PONG, ByteSlice.EMPTY);

  /** The packet that completes an upgrade. */
  public static final EngineIoPacket UPGRADE = text(EngineIoPacketType.UPGRADE, ByteSlice.EMPTY);

  /** The packet that ends a poll which nothing else will. */
  public static final EngineIoPacket NOOP = text(EngineIoPacketType.NOOP, ByteSlice.EMPTY);

  /** The data of the ping and pong that probe a new transport. */
  public static final String PROBE = "probe";

  private final EngineIoPacketType type;
  private final boolean binary;
  private final TextSource data;

  private EngineIoPacket(EngineIoPacketType type, boolean binary, TextSource data) {
    this.type = type;
    this.binary = binary;
    this.data = data;
  }

  /** A packet with text, perhaps empty. */
  public static EngineIoPacket text(EngineIoPacketType type, TextSource data) {
    return new EngineIoPacket(type, false, data);
  }

  /** A packet with text. */
  public static EngineIoPacket text(EngineIoPacketType type, String data) {
    return text(type, ByteSlice.utf8(data));
  }

  /** A text message. */
  public static EngineIoPacket message(TextSource data) {
    return text(EngineIoPacketType.MESSAGE, data);
  }

  /** A binary message. */
  public static EngineIoPacket binary(ByteSlice data) {
    return new EngineIoPacket(EngineIoPacketType.MESSAGE, true, data);
  }

  /** The packet's type. */
  public EngineIoPacketType type() {
    return type;
  }

  /** Whether the data is binary. */
  public boolean isBinary() {
    return binary;
  }

  /** The bytes behind the type: UTF-8 text, or binary data. Of a decoded packet no copy. */
  public ByteSlice data() {
    return data.bytes();
  }

  /** The number of bytes of {@link #data()}. */
  public int dataLength() {
    return data.length();
  }

  /** Whether this is a ping or pong with the data that probes a new transport. */
  public boolean isProbe() {
    return !binary && data.length() == PROBE.length() && data().textEquals(PROBE);
  }

  @Override
  public int length() {
    return 1 + (binary ? base64Length(data.length()) : data.length());
  }

  private static int base64Length(int length) {
    return Math.toIntExact((length + 2L) / 3 * 4);
  }

  @Override
  public void writeTo(ByteBuf out) {
    if (binary) {
      ByteSlice bytes = data();
      byte[] exact = bytes.compact().array();
      out.writeByte('b').writeBytes(Base64.getEncoder().encode(exact));
    } else {
      out.writeByte(type.digit());
      data.writeTo(out);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EngineIoPacket that
        && type == that.type
        && binary == that.binary
        && data().equals(that.data());
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + data().hashCode();
  }

  /** Type and length only: what is sent does not belong in a log. */
  @Override
  public String toString() {
    return "EngineIoPacket[" + type + (binary ? ", binary, " : ", ") + data.length() + " bytes]";
  }
}
