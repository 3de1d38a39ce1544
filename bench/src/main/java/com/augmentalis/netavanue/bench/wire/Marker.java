package com.augmentalis.netavanue.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds a fixed text in packets that look alike: the place where it stood last is tried first, so
 * the whole packet is searched only when the server changes its form. Not thread-safe.
 */
public final class Marker {
  private final byte[] text;
  private int lastOffset;

  /** A marker for an ASCII text. */
  public Marker(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Index of the first byte behind the marker, or -1 when [start, end) does not hold it. */
  public int find(ByteBuf buffer, int start, int end) {
    if (Bytes.matches(buffer, start + lastOffset, end, text)) {
      return start + lastOffset + text.length;
    }
    int found = Bytes.indexOf(buffer, start, end, text);
    if (found < 0) {
      return -1;
    }
    lastOffset = found - start;
    return found + text.length;
  }
}
