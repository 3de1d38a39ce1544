package com.augmentalis.netavanue.bench.peer;

import com.augmentalis.netavanue.bench.wire.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** One connection of the {@link BareRelay}. Event loop only; all connections share one loop. */
final class BareRelayHandler extends ByteToMessageDecoder {
  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] SWITCHING =
      ascii(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  private static final String PREFIX = "/signaling,";
  private static final byte[] OFFER = ascii("[\"SDP_OFFER\",");
  private static final byte[] RELAY_HEAD = ascii("42" + PREFIX + "[\"message\",");
  private static final byte[] RELAYED = ascii("[{\"type\":\"RELAYED\",\"status\":\"delivered\"}]");
  private static final byte[] INVITE = ascii("\"inviteCode\":\"");
  private static final int OPCODE_CLOSE = 8;

  private final Map<String, BareRelayHandler> hosts;
  private final Queue<BareRelayHandler> unflushed;
  private ChannelHandlerContext context;
  private BareRelayHandler partner;
  private boolean upgraded;
  private boolean isUnflushed;

  /**
   * A handler.
   *
   * @param hosts sockets that wait for somebody to join them, by session
   * @param unflushed sockets that were written to in this turn of the loop
   */
  BareRelayHandler(Map<String, BareRelayHandler> hosts, Queue<BareRelayHandler> unflushed) {
    this.hosts = hosts;
    this.unflushed = unflushed;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!upgraded) {
      upgrade(in);
      return;
    }
    if (in.readableBytes() < 6) {
      return;
    }
    int at = in.readerIndex();
    int length = in.getUnsignedByte(at + 1) & 0x7F;
    int header = length == 126 ? 8 : 6;
    if (length == 126) {
      length = in.getUnsignedShort(at + 2);
    }
    if (in.readableBytes() < header + length) {
      return;
    }
    in.readerIndex(at + header + length);
    if ((in.getByte(at) & 0x0F) == OPCODE_CLOSE) {
      write(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 0}));
      flushAll();
      var unused = ctx.close();
      return;
    }
    unmask(in, at + header, length, in.getInt(at + header - 4));
    onPacket(in, at + header, at + header + length);
  }

  private void upgrade(ByteBuf in) {
    int end = Bytes.indexOf(in, in.readerIndex(), in.writerIndex(), HEAD_END);
    if (end >= 0) {
      in.readerIndex(end + HEAD_END.length);
      upgraded = true;
      write(Unpooled.wrappedBuffer(SWITCHING));
      writeText(
          ascii("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}"));
    }
  }

  private static void unmask(ByteBuf in, int start, int length, int key) {
    long wide = ((long) key << 32) | (key & 0xFFFF_FFFFL);
    int at = start;
    int end = start + length;
    for (; at + 8 <= end; at += 8) {
      in.setLong(at, in.getLong(at) ^ wide);
    }
    for (int i = 0; at < end; at++, i++) {
      in.setByte(at, in.getByte(at) ^ (key >>> (24 - 8 * (i & 3))));
    }
  }

  private void onPacket(ByteBuf in, int start, int end) {
    if (end - start < 2 || in.getByte(start) != '4') {
      return;
    }
    if (in.getByte(start + 1) == '0') {
      writeText(ascii("40" + PREFIX + "{\"sid\":\"n\"}"));
    } else if (in.getByte(start + 1) == '2') {
      int id = start + 2 + PREFIX.length();
      int data = id + Bytes.digits(in, id, end);
      if (Bytes.matches(in, data, end, OFFER)) {
        partner.relay(in, data + OFFER.length, end);
        acknowledge(in, id, data, RELAYED);
      } else {
        acknowledge(in, id, data, answer(in, data, end));
      }
    }
  }

  /**
   * CREATE_SESSION makes this socket a host, JOIN_SESSION joins it to one; the rest is granted
   * unread.
   */
  private byte[] answer(ByteBuf in, int start, int end) {
    int invite = Bytes.indexOf(in, start, end, INVITE);
    String session;
    if (invite >= 0) {
      int code = invite + INVITE.length;
      session = in.toString(code, Bytes.digits(in, code, end), StandardCharsets.US_ASCII);
      partner = hosts.remove(session);
      partner.partner = this;
    } else {
      session = Integer.toString(System.identityHashCode(this));
      hosts.put(session, this);
    }
    return ascii(
        "[{\"type\":\"OK\",\"sessionId\":\"" + session + "\",\"inviteCode\":\"" + session + "\"}]");
  }

  private void relay(ByteBuf in, int start, int end) {
    int length = RELAY_HEAD.length + end - start;
    ByteBuf frame = context.alloc().directBuffer(length + 4);
    frame.writeByte(0x81).writeByte(126).writeShort(length);
    frame.writeBytes(RELAY_HEAD).writeBytes(in, start, end - start);
    write(frame);
  }

  private void acknowledge(ByteBuf in, int id, int data, byte[] body) {
    byte[] packet = new byte[2 + PREFIX.length() + data - id + body.length];
    System.arraycopy(ascii("43" + PREFIX), 0, packet, 0, 2 + PREFIX.length());
    in.getBytes(id, packet, 2 + PREFIX.length(), data - id);
    System.arraycopy(body, 0, packet, packet.length - body.length, body.length);
    writeText(packet);
  }

  private void writeText(byte[] text) {
    ByteBuf frame = context.alloc().directBuffer(text.length + 4).writeByte(0x81);
    if (text.length < 126) {
      frame.writeByte(text.length);
    } else {
      frame.writeByte(126).writeShort(text.length);
    }
    write(frame.writeBytes(text));
  }

  private void write(ByteBuf frame) {
    // Tasks run once all sockets of this turn have been read, so what a socket gets as an ack and
    // what
    // it gets from its partner leave in one system call.
    if (!isUnflushed) {
      isUnflushed = true;
      if (unflushed.isEmpty()) {
        context.executor().execute(this::flushAll);
      }
      unflushed.add(this);
    }
    var unused = context.write(frame, context.voidPromise());
  }

  private void flushAll() {
    for (BareRelayHandler next = unflushed.poll(); next != null; next = unflushed.poll()) {
      next.isUnflushed = false;
      next.context.flush();
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    hosts.values().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var unused = ctx.close();
  }
}
