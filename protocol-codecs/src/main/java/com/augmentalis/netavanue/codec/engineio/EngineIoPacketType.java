package com.augmentalis.netavanue.codec.engineio;

/** The packet types of Engine.IO protocol 4, with their digits on the wire. */
public enum EngineIoPacketType {
  OPEN('0'),
  CLOSE('1'),
  PING('2'),
  PONG('3'),
  MESSAGE('4'),
  UPGRADE('5'),
  NOOP('6');

  private final byte digit;

  EngineIoPacketType(char digit) {
    this.digit = (byte) digit;
  }

  /** The digit that starts a packet of this type. */
  public byte digit() {
    return digit;
  }

  /** The type with this digit, or null if there is none. */
  static EngineIoPacketType ofDigit(byte digit) {
    return switch (digit) {
      case '0' -> OPEN;
      case '1' -> CLOSE;
      case '2' -> PING;
      case '3' -> PONG;
      case '4' -> MESSAGE;
      case '5' -> UPGRADE;
      case '6' -> NOOP;
      default -> null;
    };
  }
}
