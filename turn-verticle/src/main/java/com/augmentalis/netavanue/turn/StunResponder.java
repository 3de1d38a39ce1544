package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.stun.ErrorCode;
import com.augmentalis.netavanue.codec.stun.Fingerprint;
import com.augmentalis.netavanue.codec.stun.StunClass;
import com.augmentalis.netavanue.codec.stun.StunDecodeException;
import com.augmentalis.netavanue.codec.stun.StunMessage;
import com.augmentalis.netavanue.codec.stun.StunMessageBuilder;
import com.augmentalis.netavanue.codec.stun.UnknownAttributes;
import com.augmentalis.netavanue.codec.stun.XorMappedAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** What a basic STUN server answers to a datagram (RFC 8489 section 12). Stateless. */
final class StunResponder {

  /**
   * The comprehension-required attributes of RFC 8489. A basic server must not make use of
   * credentials (section 12), so it understands their attributes and passes over them.
   */
  private static final Set<Integer> KNOWN =
      Set.of(
          0x0001, // MAPPED-ADDRESS
          0x0006, // USERNAME
          0x0008, // MESSAGE-INTEGRITY
          0x0009, // ERROR-CODE
          0x000A, // UNKNOWN-ATTRIBUTES
          0x0014, // REALM
          0x0015, // NONCE
          0x001C, // MESSAGE-INTEGRITY-SHA256
          0x001D, // PASSWORD-ALGORITHM
          0x001E, // USERHASH
          0x0020); // XOR-MAPPED-ADDRESS

  private StunResponder() {}

  /**
   * The response to a datagram.
   *
   * @param datagram what came
   * @param source where it came from
   * @return the response, or null if it is ignored
   */
  static ByteSlice respond(ByteSlice datagram, InetSocketAddress source) {
    if (!StunMessage.looksLikeStun(datagram)) {
      return null;
    }
    StunMessage request;
    try {
      request = StunMessage.decode(datagram);
    } catch (StunDecodeException e) {
      return null;
    }
    if (!request.is(StunClass.REQUEST, StunMessage.BINDING)) {
      return null;
    }
    // Section 6.3: "If the FINGERPRINT extension is being used, the agent checks that the
    // FINGERPRINT attribute is present and contains the correct value."
    if (Fingerprint.isIn(request) && !Fingerprint.verify(request)) {
      return null;
    }
    List<Integer> unknown = request.unknownRequired(KNOWN);
    return unknown.isEmpty() ? success(request, source) : refusal(request, unknown);
  }

  private static ByteSlice success(StunMessage request, InetSocketAddress source) {
    return StunMessageBuilder.of(StunClass.SUCCESS, StunMessage.BINDING, request.transactionId())
        .add(XorMappedAddress.of(source, request.transactionId()))
        .fingerprint()
        .build();
  }

  private static ByteSlice refusal(StunMessage request, List<Integer> unknown) {
    return StunMessageBuilder.of(StunClass.ERROR, StunMessage.BINDING, request.transactionId())
        .add(ErrorCode.UNKNOWN_ATTRIBUTE.toAttribute())
        .add(UnknownAttributes.of(unknown))
        .fingerprint()
        .build();
  }
}
