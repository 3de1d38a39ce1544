package com.augmentalis.netavanue.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket frame (RFC 6455 section 5.2).
 *
 * @param fin whether it is the last of its message
 * @param rsv the three reserved bits, RSV1 being 4
 * @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
 * @param payload the unmasked payload
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes to a test, never compared as a whole
public record Frame(boolean fin, int rsv, int opcode, byte[] payload) {

  /** Opcode of a continuation frame. */
  public static final int CONTINUATION = 0;

  /** Opcode of a text frame. */
  public static final int TEXT = 1;

  /** Opcode of a binary frame. */
  public static final int BINARY = 2;

  /** Opcode of a close frame. */
  public static final int CLOSE = 8;

  /** Opcode of a ping frame. */
  public static final int PING = 9;

  /** Opcode of a pong frame. */
  public static final int PONG = 10;

  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  /** A whole text message in one frame. */
  public static Frame text(String text) {
    return new Frame(true, 0, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole binary message in one frame. */
  public static Frame binary(byte[] payload) {
    return new Frame(true, 0, BINARY, payload);
  }

  /** The payload as UTF-8. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The frame's bytes, masked as a client must (RFC 6455 section 5.3). */
  public byte[] masked() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
    out.write((fin ? 0x80 : 0) | rsv << 4 | opcode);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.write(0x80 | 126);
      out.write(payload.length >>> 8);
      out.write(payload.length);
    } else {
      out.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >>> shift));
      }
    }
    out.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ MASK[i & 3]);
    }
    return out.toByteArray();
  }
}
