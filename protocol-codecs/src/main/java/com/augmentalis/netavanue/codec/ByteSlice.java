package com.augmentalis.netavanue.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable view of a part of a byte array, equal to another by content.
 *
 * <p>The view does not copy: whoever makes one promises not to change the array any more. A view
 * keeps the whole array reachable; {@link #compact()} lets go of the rest before the view is kept
 * for long.
 */
public final class ByteSlice implements TextSource {

  /** No bytes. */
  public static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private ByteSlice(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A view of the whole array, which is not copied. */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /** A view of a part of the array, which is not copied. */
  public static ByteSlice of(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new ByteSlice(array, offset, length);
  }

  /** The UTF-8 encoding of a text. */
  public static ByteSlice utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array behind the view; not to be written to. */
  public byte[] array() {
    return array;
  }

  /** The index of the first byte in {@link #array()}. */
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  /** The byte at an index counted from the start of the view. */
  public byte byteAt(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** Whether the bytes are those of this ASCII text; allocates nothing. */
  public boolean textEquals(String ascii) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (array[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** This view, or a copy if the array behind it is larger than the view. */
  public ByteSlice compact() {
    return length == array.length ? this : of(copy());
  }

  @Override
  public ByteSlice bytes() {
    return this;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeBytes(array, offset, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The length only: what a peer sent does not belong in a log. */
  @Override
  public String toString() {
    return "ByteSlice[" + length + " bytes]";
  }
}
