package com.augmentalis.netavanue.codec.engineio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Turns frames and polling bodies into packets (Engine.IO protocol 4, "Packet encoding").
 *
 * <p>Total: any input gives packets or an {@link EngineIoDecodeException}. Packets are views of the
 * array they were read from, which must not change any more. Stateless; one instance serves all
 * threads.
 */
public final class EngineIoDecoder {

  /** Separates the packets of a payload: the record separator. */
  static final byte SEPARATOR = 0x1e;

  private final EngineIoLimits limits;

  /** A decoder with these bounds. */
  public EngineIoDecoder(EngineIoLimits limits) {
    this.limits = limits;
  }

  /** Reads a WebSocket text frame: one packet. */
  public EngineIoPacket text(byte[] array, int offset, int length) throws EngineIoDecodeException {
    checkLength(length);
    if (!Utf8.isValid(array, offset, length)) {
      throw new EngineIoDecodeException("invalid UTF-8");
    }
    return packet(array, offset, length);
  }

  /** Reads a WebSocket binary frame: always one binary message. */
  public EngineIoPacket binary(byte[] array, int offset, int length)
      throws EngineIoDecodeException {
    checkLength(length);
    return EngineIoPacket.binary(ByteSlice.of(array, offset, length));
  }

  /**
   * Reads the body of a polling request or response: one packet or more.
   *
   * @return the packets, at least one
   */
  public List<EngineIoPacket> payload(byte[] array, int offset, int length)
      throws EngineIoDecodeException {
    if (length > limits.maxPayloadBytes()) {
      throw new EngineIoDecodeException(
          "payload longer than " + limits.maxPayloadBytes() + " bytes");
    }
    if (!Utf8.isValid(array, offset, length)) {
      throw new EngineIoDecodeException("invalid UTF-8");
    }
    List<EngineIoPacket> packets = new ArrayList<>(4);
    int end = offset + length;
    int start = offset;
    while (true) {
      int stop = start;
      while (stop < end && array[stop] != SEPARATOR) {
        stop++;
      }
      if (packets.size() == limits.maxPackets()) {
        throw new EngineIoDecodeException("more than " + limits.maxPackets() + " packets");
      }
      checkLength(stop - start);
      packets.add(packet(array, start, stop - start));
      if (stop == end) {
        return packets;
      }
      start = stop + 1;
    }
  }

  private void checkLength(int length) throws EngineIoDecodeException {
    if (length > limits.maxPacketBytes()) {
      throw new EngineIoDecodeException("packet longer than " + limits.maxPacketBytes() + " bytes");
    }
  }

  private static EngineIoPacket packet(byte[] array, int offset, int length)
      throws EngineIoDecodeException {
    if (length == 0) {
      throw new EngineIoDecodeException("empty packet");
    }
    if (array[offset] == 'b') {
      return EngineIoPacket.binary(base64(array, offset + 1, length - 1));
    }
    EngineIoPacketType type = EngineIoPacketType.ofDigit(array[offset]);
    if (type == null) {
      throw new EngineIoDecodeException("unknown packet type");
    }
    return EngineIoPacket.text(type, ByteSlice.of(array, offset + 1, length - 1));
  }

  private static ByteSlice base64(byte[] array, int offset, int length)
      throws EngineIoDecodeException {
    try {
      ByteBuffer text = withoutLineBreaks(array, offset, length);
      ByteBuffer data = Base64.getDecoder().decode(text);
      return ByteSlice.of(data.array(), data.arrayOffset(), data.remaining());
    } catch (IllegalArgumentException e) {
      throw new EngineIoDecodeException("binary packet is not base64");
    }
  }

  /** The published Java client breaks base64 into lines of 76 characters, as RFC 2045 does. */
  private static ByteBuffer withoutLineBreaks(byte[] array, int offset, int length) {
    int end = offset + length;
    int from = offset;
    while (from < end && array[from] != '\n' && array[from] != '\r') {
      from++;
    }
    if (from == end) {
      return ByteBuffer.wrap(array, offset, length);
    }
    byte[] kept = new byte[length];
    int size = 0;
    for (int i = offset; i < end; i++) {
      if (array[i] != '\n' && array[i] != '\r') {
        kept[size++] = array[i];
      }
    }
    return ByteBuffer.wrap(kept, 0, size);
  }
}
