package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.codec.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads client frames of RFC 6455 and hands over whole messages as arrays: one copy, no frame
 * objects. Between messages it holds no buffer.
 */
abstract class WebSocketMessageReader extends ByteToMessageDecoder {

  /** What a connection accepts. */
  record Settings(int maxPayload, boolean acceptUnmasked, MessageDeflate deflate) {}

  /** A message that came in part. */
  private static final class Partial {
    final int opcode;
    final boolean compressed;
    byte[] bytes;
    int size;

    Partial(int opcode, boolean compressed, byte[] first) {
      this.opcode = opcode;
      this.compressed = compressed;
      this.bytes = first;
      this.size = first.length;
    }

    void append(byte[] more) {
      if (size + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(size + more.length, 2 * bytes.length));
      }
      System.arraycopy(more, 0, bytes, size, more.length);
      size += more.length;
    }

    byte[] whole() {
      return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Settings settings;
  private Partial partial;
  private boolean finished;

  WebSocketMessageReader(Settings settings) {
    this.settings = settings;
  }

  abstract void textMessage(byte[] utf8);

  abstract void binaryMessage(byte[] bytes);

  abstract void pingFrame(byte[] payload);

  abstract void unmaskedFrame();

  /** The peer closes; the code is 1005 when it gave none. Nothing is read any more. */
  abstract void closeFrame(int code);

  /** The peer broke the protocol. Nothing is read any more. */
  abstract void violation(int closeCode, String detail);

  /** Whether RFC 7692 was negotiated. */
  final MessageDeflate deflate() {
    return settings.deflate();
  }

  /** Discards whatever still comes. */
  final void finishReading() {
    finished = true;
    partial = null;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (finished) {
      in.skipBytes(in.readableBytes());
      return;
    }
    int readable = in.readableBytes();
    if (readable < 2) {
      return;
    }
    int start = in.readerIndex();
    int first = in.getByte(start) & 0xFF;
    int second = in.getByte(start + 1) & 0xFF;
    boolean masked = (second & 0x80) != 0;
    int shortLength = second & 0x7F;
    String problem = headerProblem(first, masked, shortLength);
    if (problem != null) {
      fail(in, WebSocketFrames.CLOSE_PROTOCOL_ERROR, problem);
      return;
    }
    int lengthSize = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    if (readable < 2 + lengthSize) {
      return;
    }
    long length = shortLength;
    if (lengthSize == 2) {
      length = in.getUnsignedShort(start + 2);
    } else if (lengthSize == 8) {
      length = in.getLong(start + 2);
    }
    if (!checkLength(in, length, lengthSize, first)) {
      return;
    }
    int headerSize = 2 + lengthSize + (masked ? 4 : 0);
    if (readable - headerSize < length) {
      return;
    }
    byte[] payload = new byte[(int) length];
    in.getBytes(start + headerSize, payload);
    if (masked) {
      unmask(payload, in.getInt(start + headerSize - 4));
    } else {
      unmaskedFrame();
    }
    in.skipBytes(headerSize + payload.length);
    frame(in, first, payload);
  }

  /** The first two bytes, sections 5.1, 5.2, 5.4 and 5.5. */
  private String headerProblem(int first, boolean masked, int shortLength) {
    int opcode = first & 0x0F;
    boolean control = opcode >= WebSocketFrames.CLOSE;
    boolean starts = opcode == WebSocketFrames.TEXT || opcode == WebSocketFrames.BINARY;
    int reserved = first & 0x70;
    if (reserved == WebSocketFrames.RSV1 && settings.deflate() != null && starts) {
      reserved = 0;
    }
    if (reserved != 0) {
      return "reserved bits are set";
    }
    if (!masked && !settings.acceptUnmasked()) {
      return "client frames must be masked";
    }
    if (control) {
      if (opcode > WebSocketFrames.PONG) {
        return "unknown opcode";
      }
      if ((first & WebSocketFrames.FIN) == 0 || shortLength > WebSocketFrames.MAX_CONTROL_PAYLOAD) {
        return "control frames must be short and whole";
      }
      return null;
    }
    if (opcode > WebSocketFrames.BINARY) {
      return "unknown opcode";
    }
    if (starts == (partial != null)) {
      return starts ? "a message starts within another" : "no message to continue";
    }
    return null;
  }

  private boolean checkLength(ByteBuf in, long length, int lengthSize, int first) {
    boolean tooShort = (lengthSize == 2 && length < 126) || (lengthSize == 8 && length <= 0xFFFF);
    if (length < 0 || tooShort) {
      fail(in, WebSocketFrames.CLOSE_PROTOCOL_ERROR, "length is not in its shortest form");
      return false;
    }
    long before = (first & 0x0F) < WebSocketFrames.CLOSE && partial != null ? partial.size : 0;
    if (before + length > settings.maxPayload()) {
      fail(in, WebSocketFrames.CLOSE_TOO_BIG, "message is too big");
      return false;
    }
    return true;
  }

  private static void unmask(byte[] payload, int mask) {
    long inOrder = ((mask & 0xFFFFFFFFL) << 32) | (mask & 0xFFFFFFFFL);
    // Eight bytes at a time, in the order in which the machine reads them.
    boolean littleEndian = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
    long wide = littleEndian ? Long.reverseBytes(inOrder) : inOrder;
    int at = 0;
    for (; at <= payload.length - 8; at += 8) {
      LONGS.set(payload, at, (long) LONGS.get(payload, at) ^ wide);
    }
    for (; at < payload.length; at++) {
      payload[at] ^= (byte) (mask >> (8 * (3 - (at & 3))));
    }
  }

  private void frame(ByteBuf in, int first, byte[] payload) {
    boolean last = (first & WebSocketFrames.FIN) != 0;
    boolean compressed = (first & WebSocketFrames.RSV1) != 0;
    int opcode = first & 0x0F;
    switch (opcode) {
      case WebSocketFrames.PING -> pingFrame(payload);
      case WebSocketFrames.PONG -> {} // Unsolicited pongs are allowed, section 5.5.3.
      case WebSocketFrames.CLOSE -> close(in, payload);
      case WebSocketFrames.CONTINUATION -> {
        partial.append(payload);
        if (last) {
          Partial whole = partial;
          partial = null;
          message(in, whole.opcode, whole.compressed, whole.whole());
        }
      }
      default -> {
        if (last) {
          message(in, opcode, compressed, payload);
        } else {
          partial = new Partial(opcode, compressed, payload);
        }
      }
    }
  }

  private void message(ByteBuf in, int opcode, boolean compressed, byte[] payload) {
    byte[] bytes = payload;
    if (compressed) {
      try {
        bytes = settings.deflate().inflate(payload, settings.maxPayload());
      } catch (MessageDeflate.DeflateException e) {
        fail(in, e.closeCode(), e.getMessage());
        return;
      }
    }
    if (opcode == WebSocketFrames.BINARY) {
      binaryMessage(bytes);
    } else if (Utf8.isValid(bytes, 0, bytes.length)) {
      textMessage(bytes);
    } else {
      fail(in, WebSocketFrames.CLOSE_INVALID_PAYLOAD, "text is not UTF-8");
    }
  }

  private void close(ByteBuf in, byte[] payload) {
    int code = WebSocketFrames.CLOSE_NO_STATUS;
    if (payload.length > 0) {
      code = payload.length == 1 ? -1 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
      if (!WebSocketFrames.isValidCloseCode(code)) {
        fail(in, WebSocketFrames.CLOSE_PROTOCOL_ERROR, "invalid close code");
        return;
      }
      if (!Utf8.isValid(payload, 2, payload.length - 2)) {
        fail(in, WebSocketFrames.CLOSE_INVALID_PAYLOAD, "close reason is not UTF-8");
        return;
      }
    }
    finishReading();
    closeFrame(code);
  }

  private void fail(ByteBuf in, int closeCode, String detail) {
    finishReading();
    in.skipBytes(in.readableBytes());
    violation(closeCode, detail);
  }
}
