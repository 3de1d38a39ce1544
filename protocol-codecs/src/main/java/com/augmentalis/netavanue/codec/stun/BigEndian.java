package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;

/** Numbers in network byte order. */
final class BigEndian {

  private BigEndian() {}

  static int uint16(ByteSlice bytes, int index) {
    return ((bytes.byteAt(index) & 0xFF) << 8) | (bytes.byteAt(index + 1) & 0xFF);
  }

  static int int32(ByteSlice bytes, int index) {
    return (uint16(bytes, index) << 16) | uint16(bytes, index + 2);
  }
}
