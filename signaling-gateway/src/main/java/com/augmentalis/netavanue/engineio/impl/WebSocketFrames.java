package com.augmentalis.netavanue.engineio.impl;

import io.netty.buffer.ByteBuf;

/** Opcodes, close codes and the header of unmasked frames, RFC 6455 sections 5.2 and 7.4. */
final class WebSocketFrames {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  static final int FIN = 0x80;
  static final int RSV1 = 0x40;

  static final int CLOSE_NORMAL = 1000;
  static final int CLOSE_GOING_AWAY = 1001;
  static final int CLOSE_PROTOCOL_ERROR = 1002;
  static final int CLOSE_NO_STATUS = 1005;
  static final int CLOSE_INVALID_PAYLOAD = 1007;
  static final int CLOSE_POLICY = 1008;
  static final int CLOSE_TOO_BIG = 1009;

  /** What a control frame may carry, section 5.5. */
  static final int MAX_CONTROL_PAYLOAD = 125;

  private WebSocketFrames() {}

  /** The size of the header of an unmasked frame. */
  static int headerSize(int payload) {
    return payload < 126 ? 2 : payload <= 0xFFFF ? 4 : 10;
  }

  /** Writes the header of an unmasked, final frame. */
  static void writeHeader(ByteBuf out, int firstByte, int payload) {
    out.writeByte(FIN | firstByte);
    if (payload < 126) {
      out.writeByte(payload);
    } else if (payload <= 0xFFFF) {
      out.writeByte(126).writeShort(payload);
    } else {
      out.writeByte(127).writeLong(payload);
    }
  }

  /** Whether a peer may send this close code, section 7.4. */
  static boolean isValidCloseCode(int code) {
    boolean registered = code >= 1000 && code <= 1014;
    boolean reserved = code >= 1004 && code <= 1006;
    boolean ofApplications = code >= 3000 && code <= 4999;
    return (registered && !reserved) || ofApplications;
  }
}
