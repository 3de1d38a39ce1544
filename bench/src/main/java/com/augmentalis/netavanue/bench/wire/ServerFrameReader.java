package com.augmentalis.netavanue.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;

/**
 * Cuts the bytes of a WebSocket server into frames (RFC 6455 section 5.2) without copying those
 * that arrive whole.
 *
 * <p>Frames must be unfragmented, unmasked and without extensions: that is what the generator
 * negotiates.
 */
public final class ServerFrameReader {
  /** Called for every frame. */
  public interface Sink {
    /**
     * One frame.
     *
     * @param opcode 1 text, 2 binary, 8 close, 9 ping, 10 pong
     * @param buffer where it stands; valid during the call only
     * @param start index of the first payload byte
     * @param end index behind the last payload byte
     * @throws IOException when the payload breaks the protocol
     */
    void onFrame(int opcode, ByteBuf buffer, int start, int end) throws IOException;
  }

  private static final int FIN = 0x80;
  private static final int RSV_BITS = 0x70;
  private static final int OPCODE_BITS = 0x0F;

  private final ByteBufAllocator allocator;
  private final int maxPayload;
  private final Sink sink;
  private ByteBuf pending;

  /**
   * A reader for one connection.
   *
   * @param allocator for the part of a frame that has to wait for its rest
   * @param maxPayload longest payload accepted, in bytes
   */
  public ServerFrameReader(ByteBufAllocator allocator, int maxPayload, Sink sink) {
    this.allocator = allocator;
    this.maxPayload = maxPayload;
    this.sink = sink;
  }

  /**
   * Reads what arrived. The buffer stays the caller's.
   *
   * @throws IOException when the peer breaks the protocol
   */
  public void read(ByteBuf input) throws IOException {
    if (pending == null) {
      parse(input);
      if (input.isReadable()) {
        pending = allocator.directBuffer(Math.max(4_096, input.readableBytes() * 2));
        pending.writeBytes(input);
      }
      return;
    }
    pending.writeBytes(input);
    parse(pending);
    if (pending.isReadable()) {
      pending.discardSomeReadBytes();
    } else {
      close();
    }
  }

  /** Frees what waits for its rest. */
  public void close() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }

  private void parse(ByteBuf input) throws IOException {
    while (input.readableBytes() >= 2) {
      int at = input.readerIndex();
      int first = input.getUnsignedByte(at);
      int second = input.getUnsignedByte(at + 1);
      if ((first & FIN) == 0 || (first & RSV_BITS) != 0 || second > 127) {
        throw new IOException(
            "frame is fragmented, compressed or masked: 0x"
                + Integer.toHexString(first << 8 | second));
      }
      int header = second < 126 ? 2 : second == 126 ? 4 : 10;
      if (input.readableBytes() < header) {
        return;
      }
      long length =
          second < 126
              ? second
              : second == 126 ? input.getUnsignedShort(at + 2) : input.getLong(at + 2);
      if (length < 0 || length > maxPayload) {
        throw new IOException("frame of " + length + " bytes is longer than " + maxPayload);
      }
      int end = at + header + (int) length;
      if (input.writerIndex() < end) {
        return;
      }
      input.readerIndex(end);
      sink.onFrame(first & OPCODE_BITS, input, at + header, end);
    }
  }
}
