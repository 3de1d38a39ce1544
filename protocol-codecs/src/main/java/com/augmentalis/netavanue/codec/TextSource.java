package com.augmentalis.netavanue.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * UTF-8 text that knows its encoded length and can write itself into a buffer.
 *
 * <p>Implementations are immutable, so one source may be written to many connections.
 */
public interface TextSource {

  /** The number of UTF-8 bytes that {@link #writeTo} will write. */
  int length();

  /**
   * Appends exactly {@link #length()} bytes to the buffer.
   *
   * @param out the buffer, grown where it must be
   */
  void writeTo(ByteBuf out);

  /** The bytes as one view; a source that is not backed by a single array makes a copy. */
  default ByteSlice bytes() {
    byte[] array = new byte[length()];
    writeTo(Unpooled.wrappedBuffer(array).clear());
    return ByteSlice.of(array);
  }
}
