package com.augmentalis.netavanue.codec.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four test vectors of RFC 5769. */
class Rfc5769Test {

  private static final String REQUEST =
      "000100582112a442b7e7a701bc34d686fa87dfae"
          + "802200105354554e207465737420636c69656e74"
          + "002400046e0001ff"
          + "80290008932ff9b151263b36"
          + "000600096576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
          + "80280004e57a3bcf";

  private static final String IPV4_RESPONSE =
      "0101003c2112a442b7e7a701bc34d686fa87dfae"
          + "8022000b7465737420766563746f7220"
          + "002000080001a147e112a643"
          + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
          + "80280004c07d4c96";

  private static final String IPV6_RESPONSE =
      "010100482112a442b7e7a701bc34d686fa87dfae"
          + "8022000b7465737420766563746f7220"
          + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
          + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
          + "80280004c8fb0b4c";

  private static final String LONG_TERM_REQUEST =
      "000100602112a44278ad3433c6ad72c029da412e"
          + "00060012e3839ee38388e383aae38383e382afe382b90000"
          + "0015001c662f2f3439396b39353464364f4c33346f4c394653547679363473"
          + "41"
          + "0014000b6578616d706c652e6f726700"
          + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666";

  private static final byte[] KEY = StunKeys.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");

  private static StunMessage decode(String hex) throws StunDecodeException {
    byte[] bytes = HexFormat.of().parseHex("ffff" + hex + "ffff");
    return StunMessage.decode(ByteSlice.of(bytes, 2, bytes.length - 4));
  }

  @Test
  void sampleRequest() throws Exception {
    StunMessage message = decode(REQUEST);
    assertTrue(message.is(StunClass.REQUEST, StunMessage.BINDING));
    assertEquals(new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL), message.transactionId());
    assertEquals("STUN test client", Software.read(message));
    assertEquals("evtj:h6vY", Username.read(message));
    assertEquals(6, message.attributes().size());
    assertEquals(java.util.List.of(0x0024), message.unknownRequired(java.util.Set.of(6, 8)));
    assertTrue(MessageIntegrity.verify(message, KEY));
    assertTrue(Fingerprint.verify(message));
  }

  @Test
  void sampleIpv4Response() throws Exception {
    StunMessage message = decode(IPV4_RESPONSE);
    assertTrue(message.is(StunClass.SUCCESS, StunMessage.BINDING));
    assertEquals("test vector", Software.read(message));
    assertEquals(
        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853),
        XorMappedAddress.read(message));
    assertTrue(MessageIntegrity.verify(message, KEY));
    assertTrue(Fingerprint.verify(message));
  }

  @Test
  void sampleIpv6Response() throws Exception {
    StunMessage message = decode(IPV6_RESPONSE);
    assertEquals(
        new InetSocketAddress(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32853),
        XorMappedAddress.read(message));
    assertTrue(MessageIntegrity.verify(message, KEY));
    assertTrue(Fingerprint.verify(message));
  }

  @Test
  void sampleRequestWithLongTermAuthentication() throws Exception {
    StunMessage message = decode(LONG_TERM_REQUEST);
    String username = "\u30de\u30c8\u30ea\u30c3\u30af\u30b9";
    assertEquals(username, Username.read(message));
    assertEquals("f//499k954d6OL34oL9FSTvy64sA", Nonce.read(message));
    assertEquals("example.org", Realm.read(message));
    byte[] key = StunKeys.longTerm(username, "example.org", "TheMatrIX");
    assertTrue(MessageIntegrity.verify(message, key));
    assertFalse(Fingerprint.isIn(message));
    assertFalse(MessageIntegrity.verify(message, StunKeys.longTerm(username, "x", "TheMatrIX")));
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, IPV4_RESPONSE, IPV6_RESPONSE})
  void noBitCanBeChangedUnnoticed(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      boolean passes;
      try {
        StunMessage message = StunMessage.decode(ByteSlice.of(changed));
        passes = Fingerprint.verify(message);
      } catch (StunDecodeException e) {
        passes = false;
      }
      int at = bit;
      assertFalse(passes, () -> "bit " + at);
    }
  }

  @Test
  void ourOwnEncodingGivesTheSameBytes() throws Exception {
    // Padding is the one freedom: the RFC's vectors pad with spaces, this encoder with zeros.
    StunMessage message = decode(LONG_TERM_REQUEST);
    byte[] key =
        StunKeys.longTerm("\u30de\u30c8\u30ea\u30c3\u30af\u30b9", "example.org", "TheMatrIX");
    ByteSlice built =
        StunMessageBuilder.of(StunClass.REQUEST, StunMessage.BINDING, message.transactionId())
            .add(Username.of("\u30de\u30c8\u30ea\u30c3\u30af\u30b9"))
            .add(Nonce.of("f//499k954d6OL34oL9FSTvy64sA"))
            .add(Realm.of("example.org"))
            .integrity(key)
            .build();
    assertEquals(LONG_TERM_REQUEST, HexFormat.of().formatHex(built.copy()));
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, IPV4_RESPONSE, IPV6_RESPONSE, LONG_TERM_REQUEST})
  void everyTruncationIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int length = 0; length < bytes.length; length++) {
      ByteSlice part = ByteSlice.of(bytes, 0, length);
      assertThrows(StunDecodeException.class, () -> StunMessage.decode(part));
    }
  }
}
