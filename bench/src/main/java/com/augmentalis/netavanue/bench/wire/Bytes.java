package com.augmentalis.netavanue.bench.wire;

import io.netty.buffer.ByteBuf;

/** Reads numbers and text positions out of a packet without decoding it. */
public final class Bytes {
  private static final int MAX_DIGITS = 18;

  private Bytes() {}

  /** True when the bytes at {@code at} are exactly {@code expected} and end before {@code end}. */
  public static boolean matches(ByteBuf buffer, int at, int end, byte[] expected) {
    if (at < 0 || at + expected.length > end) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (buffer.getByte(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Index of the first occurrence of {@code needle} in [start, end), or -1. */
  public static int indexOf(ByteBuf buffer, int start, int end, byte[] needle) {
    for (int at = start; at + needle.length <= end; at++) {
      if (matches(buffer, at, end, needle)) {
        return at;
      }
    }
    return -1;
  }

  /** Number of decimal digits that stand at {@code start}. */
  public static int digits(ByteBuf buffer, int start, int end) {
    int at = start;
    while (at < end && buffer.getByte(at) >= '0' && buffer.getByte(at) <= '9') {
      at++;
    }
    return at - start;
  }

  /**
   * The decimal number in [start, start + width), or -1 when it is empty, longer than 18 digits,
   * passes {@code end} or holds anything but digits.
   */
  public static long number(ByteBuf buffer, int start, int width, int end) {
    if (width <= 0 || width > MAX_DIGITS || start + width > end) {
      return -1;
    }
    long value = 0;
    for (int at = start; at < start + width; at++) {
      int digit = buffer.getByte(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
