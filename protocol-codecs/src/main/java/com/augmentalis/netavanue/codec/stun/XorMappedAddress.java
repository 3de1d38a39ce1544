package com.augmentalis.netavanue.codec.stun;

import java.net.InetSocketAddress;

/** XOR-MAPPED-ADDRESS: where a request seems to come from (RFC 8489 section 14.2). */
public final class XorMappedAddress {

  /** The attribute's type. */
  public static final int TYPE = 0x0020;

  private XorMappedAddress() {}

  /**
   * Makes the attribute.
   *
   * @param address resolved, IPv4 or IPv6
   * @param id the id of the message that the attribute will stand in
   */
  public static StunAttribute of(InetSocketAddress address, TransactionId id) {
    return XorAddress.encode(TYPE, address, id);
  }

  /**
   * Reads the attribute of a message.
   *
   * @return the address, or null if the message has no such attribute
   * @throws StunDecodeException if the value is malformed
   */
  public static InetSocketAddress read(StunMessage message) throws StunDecodeException {
    StunAttribute attribute = message.find(TYPE);
    return attribute == null ? null : XorAddress.decode(attribute.value(), message.transactionId());
  }
}
