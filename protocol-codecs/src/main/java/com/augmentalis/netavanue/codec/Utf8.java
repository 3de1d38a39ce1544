package com.augmentalis.netavanue.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Strict validation of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above 10FFFF.
 */
public final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8. */
  public static boolean isValid(byte[] array, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      at = skipAscii(array, at, end);
      if (at < end) {
        int size = sequenceLength(array, at, end);
        if (size == 0) {
          return false;
        }
        at += size;
      }
    }
    return true;
  }

  /** Eight bytes at a time: signaling is nearly always pure ASCII. */
  private static int skipAscii(byte[] array, int from, int end) {
    int at = from;
    while (at <= end - 8 && ((long) LONGS.get(array, at) & HIGH_BITS) == 0) {
      at += 8;
    }
    while (at < end && array[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The length of the well-formed sequence that starts here, or 0; RFC 3629 section 4. */
  private static int sequenceLength(byte[] array, int at, int end) {
    int lead = array[at] & 0xFF;
    int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || end - at < size) {
      return 0;
    }
    int second = array[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((array[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
