package com.augmentalis.netavanue.engineio.impl;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * permessage-deflate, RFC 7692, without context takeover in either direction: every message stands
 * alone, so all connections of an event loop share one compressor and idle ones hold nothing.
 */
final class MessageDeflate {

  /** A message that cannot be decompressed. */
  static final class DeflateException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int closeCode;

    DeflateException(int closeCode, String message) {
      super(message, null, false, false);
      this.closeCode = closeCode;
    }

    int closeCode() {
      return closeCode;
    }
  }

  /** What the server answers to an offer that it accepts. */
  static final String RESPONSE =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private static final int CHUNK = 8_192;

  /** Section 7.2.1: what the sender leaves out at the end of a message. */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private final int threshold;
  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final byte[] chunk = new byte[CHUNK];

  MessageDeflate(int threshold) {
    this.threshold = threshold;
  }

  /** Bytes from which messages are worth compressing. */
  int threshold() {
    return threshold;
  }

  /**
   * Whether an offer of {@code Sec-WebSocket-Extensions} holds one that can be accepted: the
   * server's window cannot be limited here, so such an offer is passed over.
   */
  static boolean accepts(String offers) {
    if (offers == null) {
      return false;
    }
    for (String offer : offers.split(",", -1)) {
      String[] parts = offer.split(";", -1);
      if (parts[0].trim().equals("permessage-deflate") && acceptsParameters(parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean acceptsParameters(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String name = parts[i].split("=", 2)[0].trim();
      boolean known =
          name.equals("client_no_context_takeover")
              || name.equals("server_no_context_takeover")
              || name.equals("client_max_window_bits");
      if (!known) {
        return false;
      }
    }
    return true;
  }

  byte[] inflate(byte[] message, int limit) throws DeflateException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * message.length);
    inflater.reset();
    try {
      inflater.setInput(message);
      drain(out, limit);
      inflater.setInput(TAIL);
      drain(out, limit);
    } catch (DataFormatException e) {
      throw new DeflateException(
          WebSocketFrames.CLOSE_INVALID_PAYLOAD, "message is not deflated data");
    }
    return out.toByteArray();
  }

  private void drain(ByteArrayOutputStream out, int limit)
      throws DataFormatException, DeflateException {
    int count;
    while ((count = inflater.inflate(chunk)) > 0) {
      if (out.size() + count > limit) {
        throw new DeflateException(WebSocketFrames.CLOSE_TOO_BIG, "message is too big");
      }
      out.write(chunk, 0, count);
    }
  }

  byte[] deflate(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + 16);
    deflater.reset();
    deflater.setInput(message);
    int count;
    do {
      count = deflater.deflate(chunk, 0, CHUNK, Deflater.SYNC_FLUSH);
      out.write(chunk, 0, count);
    } while (count == CHUNK);
    byte[] bytes = out.toByteArray();
    return Arrays.copyOf(bytes, bytes.length - TAIL.length);
  }
}
