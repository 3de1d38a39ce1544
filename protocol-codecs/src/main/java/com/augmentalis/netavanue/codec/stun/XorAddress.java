package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The format that XOR-MAPPED-ADDRESS shares with the XOR addresses of TURN (RFC 8489 section 14.2).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0 0 0 0 0 0 0|    Family     |         X-Port                |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                X-Address (Variable)
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class XorAddress {

  private static final int IPV4 = 0x01;
  private static final int IPV6 = 0x02;
  private static final int ADDRESS_INDEX = 4;

  private XorAddress() {}

  static StunAttribute encode(int type, InetSocketAddress address, TransactionId id) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("address is not resolved: " + address);
    }
    InetAddress host = address.getAddress();
    byte[] plain = host.getAddress();
    byte[] value = new byte[ADDRESS_INDEX + plain.length];
    value[1] = (byte) (host instanceof Inet4Address ? IPV4 : IPV6);
    int port = address.getPort() ^ (StunMessage.MAGIC_COOKIE >>> 16);
    value[2] = (byte) (port >> 8);
    value[3] = (byte) port;
    for (int i = 0; i < plain.length; i++) {
      value[ADDRESS_INDEX + i] = (byte) (plain[i] ^ mask(i, id));
    }
    return new StunAttribute(type, ByteSlice.of(value));
  }

  static InetSocketAddress decode(ByteSlice value, TransactionId id) throws StunDecodeException {
    if (value.length() < ADDRESS_INDEX) {
      throw new StunDecodeException("truncated address");
    }
    // The first byte "MUST be ignored by receivers".
    int length =
        switch (value.byteAt(1)) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          default -> throw new StunDecodeException("unknown address family");
        };
    if (value.length() != ADDRESS_INDEX + length) {
      throw new StunDecodeException("address length does not fit its family");
    }
    byte[] plain = new byte[length];
    for (int i = 0; i < length; i++) {
      plain[i] = (byte) (value.byteAt(ADDRESS_INDEX + i) ^ mask(i, id));
    }
    int port = BigEndian.uint16(value, 2) ^ (StunMessage.MAGIC_COOKIE >>> 16);
    return new InetSocketAddress(host(plain), port);
  }

  /** An IPv4-mapped IPv6 address stays what it was on the wire. */
  private static InetAddress host(byte[] plain) {
    try {
      return plain.length == 4
          ? InetAddress.getByAddress(plain)
          : Inet6Address.getByAddress(null, plain, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are an address", e);
    }
  }

  /** The cookie, and behind it, for IPv6, the transaction id. */
  private static byte mask(int index, TransactionId id) {
    return index < 4
        ? (byte) (StunMessage.MAGIC_COOKIE >>> (24 - 8 * index))
        : id.byteAt(index - 4);
  }
}
