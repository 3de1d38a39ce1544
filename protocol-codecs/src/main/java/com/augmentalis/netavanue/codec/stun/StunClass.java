package com.augmentalis.netavanue.codec.stun;

/** The classes of STUN messages (RFC 8489 section 5). */
public enum StunClass {
  REQUEST(0b00),
  INDICATION(0b01),
  SUCCESS(0b10),
  ERROR(0b11);

  private final int bits;

  StunClass(int bits) {
    this.bits = bits;
  }

  /** The two bits C1 and C0. */
  int bits() {
    return bits;
  }

  static StunClass of(int bits) {
    return switch (bits & 0b11) {
      case 0b00 -> REQUEST;
      case 0b01 -> INDICATION;
      case 0b10 -> SUCCESS;
      default -> ERROR;
    };
  }
}
