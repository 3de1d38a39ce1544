package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.util.random.RandomGenerator;

/**
 * The 96 bits that tie a response to its request (RFC 8489 section 5).
 *
 * @param high the first 32 bits
 * @param low the other 64 bits
 */
public record TransactionId(int high, long low) {

  /** Its length in bytes. */
  public static final int LENGTH = 12;

  /**
   * Draws an id: uniformly and at random out of all 96 bits, so that nobody off the path can guess
   * it.
   *
   * @param random a cryptographic source outside of tests
   */
  public static TransactionId random(RandomGenerator random) {
    return new TransactionId(random.nextInt(), random.nextLong());
  }

  /** The id at an index of a view. */
  static TransactionId at(ByteSlice bytes, int index) {
    long low =
        ((long) BigEndian.int32(bytes, index + 4) << 32)
            | (BigEndian.int32(bytes, index + 8) & 0xFFFF_FFFFL);
    return new TransactionId(BigEndian.int32(bytes, index), low);
  }

  /** The byte at an index from 0 to 11. */
  byte byteAt(int index) {
    return (byte) (index < 4 ? high >>> (24 - 8 * index) : low >>> (88 - 8 * index));
  }
}
