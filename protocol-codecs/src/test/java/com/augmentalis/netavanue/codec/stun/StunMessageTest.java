package com.augmentalis.netavanue.codec.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {

  private static final TransactionId ID = new TransactionId(0x01020304, 0x05060708090a0b0cL);
  private static final String ID_HEX = "0102030405060708090a0b0c";
  private static final byte[] KEY = StunKeys.shortTerm("key");

  private static StunMessageBuilder request() {
    return StunMessageBuilder.of(StunClass.REQUEST, StunMessage.BINDING, ID);
  }

  private static StunMessage decode(ByteSlice bytes) throws StunDecodeException {
    return StunMessage.decode(bytes);
  }

  /** A Binding request with raw attributes. */
  private static StunMessage raw(String attributes) throws StunDecodeException {
    String header = "0001%04x2112a442".formatted(attributes.length() / 2) + ID_HEX;
    return decode(ByteSlice.of(HexFormat.of().parseHex(header + attributes)));
  }

  @Test
  void everyClassAndMethodComesBack() throws Exception {
    for (StunClass messageClass : StunClass.values()) {
      for (int method = 0; method <= 0xFFF; method++) {
        StunMessage back = decode(StunMessageBuilder.of(messageClass, method, ID).build());
        assertEquals(messageClass, back.messageClass());
        assertEquals(method, back.method());
        assertEquals(ID, back.transactionId());
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> StunMessageBuilder.of(StunClass.REQUEST, 0x1000, ID));
  }

  @Test
  void theTypesOfBindingAreThoseOfTheStandard() {
    assertEquals(0x0001, StunMessage.type(StunClass.REQUEST, 1));
    assertEquals(0x0011, StunMessage.type(StunClass.INDICATION, 1));
    assertEquals(0x0101, StunMessage.type(StunClass.SUCCESS, 1));
    assertEquals(0x0111, StunMessage.type(StunClass.ERROR, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "000100002112a4420102030405060708090a0b",
        "400100002112a4420102030405060708090a0b0c",
        "800100002112a4420102030405060708090a0b0c",
        "000100002112a4430102030405060708090a0b0c",
        "000100042112a4420102030405060708090a0b0c",
        "000100002112a4420102030405060708090a0b0c00000000",
        "000100022112a4420102030405060708090a0b0c0000",
        "000100042112a4420102030405060708090a0b0c80220001",
        "000100062112a4420102030405060708090a0b0c802200024142",
        "000100042112a4420102030405060708090a0b0c8022ffff",
        // an attribute behind FINGERPRINT
        "0001000c2112a4420102030405060708090a0b0c802800040000000080220000"
      })
  void refusesWhatIsNoMessage(String hex) {
    ByteSlice bytes = ByteSlice.of(HexFormat.of().parseHex(hex));
    assertThrows(StunDecodeException.class, () -> decode(bytes));
  }

  @Test
  void addressesOfBothFamiliesComeBack() throws Exception {
    for (String host : List.of("0.0.0.0", "192.0.2.1", "255.255.255.255", "::", "2001:db8::1")) {
      for (int port : new int[] {0, 1, 0x2112, 65535}) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        StunMessage back = decode(request().add(XorMappedAddress.of(address, ID)).build());
        assertEquals(address, XorMappedAddress.read(back));
      }
    }
  }

  @Test
  void aMappedIpv6AddressStaysIpv6() throws Exception {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffffc0000201");
    InetSocketAddress address =
        new InetSocketAddress(Inet6Address.getByAddress(null, mapped, -1), 9);
    StunMessage back = decode(request().add(XorMappedAddress.of(address, ID)).build());
    assertInstanceOf(Inet6Address.class, XorMappedAddress.read(back).getAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00200000",
        "0020000400010000",
        "0020000800020000" + "01020304",
        "0020000800030000" + "01020304",
        "0020000900010000" + "0102030405000000"
      })
  void refusesMalformedAddresses(String attribute) throws Exception {
    StunMessage message = raw(attribute);
    assertThrows(StunDecodeException.class, () -> XorMappedAddress.read(message));
  }

  @Test
  void refusesAnUnresolvedAddress() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("host.invalid", 1);
    assertThrows(IllegalArgumentException.class, () -> XorMappedAddress.of(unresolved, ID));
  }

  @Test
  void errorsComeBack() throws Exception {
    for (int code = 300; code <= 699; code++) {
      ErrorCode error = new ErrorCode(code, "why \u00e9");
      assertEquals(error, ErrorCode.read(decode(request().add(error.toAttribute()).build())));
    }
    assertThrows(IllegalArgumentException.class, () -> new ErrorCode(299, ""));
    assertThrows(IllegalArgumentException.class, () -> new ErrorCode(700, ""));
    assertThrows(IllegalArgumentException.class, () -> new ErrorCode(400, "x".repeat(764)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00090000",
        "0009000300000400",
        "0009000400000200",
        "0009000400000700",
        "0009000400000464",
        "0009000500000400ff000000"
      })
  void refusesMalformedErrors(String attribute) throws Exception {
    StunMessage message = raw(attribute);
    assertThrows(StunDecodeException.class, () -> ErrorCode.read(message));
  }

  @Test
  void unknownAttributesComeBack() throws Exception {
    List<Integer> types = List.of(0x0003, 0x7FFF, 0xFFFF);
    StunMessage message = decode(request().add(UnknownAttributes.of(types)).build());
    assertEquals(types, UnknownAttributes.read(message));
    StunMessage odd = raw("000a000100000000");
    assertThrows(StunDecodeException.class, () -> UnknownAttributes.read(odd));
  }

  @Test
  void textsComeBackAndAreBounded() throws Exception {
    StunMessage message = decode(request().add(Software.of("NetAvanue \u00e9")).build());
    assertEquals("NetAvanue \u00e9", Software.read(message));
    assertThrows(IllegalArgumentException.class, () -> Software.of("x".repeat(764)));
    assertThrows(IllegalArgumentException.class, () -> Username.of("x".repeat(509)));
    StunAttribute tooLong = new StunAttribute(Username.TYPE, ByteSlice.utf8("x".repeat(509)));
    StunMessage bad = decode(request().add(tooLong).build());
    assertThrows(StunDecodeException.class, () -> Username.read(bad));
    StunMessage invalid = raw("80220001ff000000");
    assertThrows(StunDecodeException.class, () -> Software.read(invalid));
  }

  @Test
  void whatIsAbsentIsNull() throws Exception {
    StunMessage message = decode(request().build());
    assertNull(XorMappedAddress.read(message));
    assertNull(ErrorCode.read(message));
    assertNull(UnknownAttributes.read(message));
    assertNull(Software.read(message));
    assertFalse(Fingerprint.verify(message));
    assertFalse(MessageIntegrity.verify(message, KEY));
  }

  @Test
  void ofRepeatedAttributesTheFirstCounts() throws Exception {
    StunMessage message = decode(request().add(Software.of("a")).add(Software.of("b")).build());
    assertEquals("a", Software.read(message));
  }

  @Test
  void whatFollowsTheIntegrityIsIgnored() throws Exception {
    String sealed = HexFormat.of().formatHex(request().integrity(KEY).build().copy()).substring(40);
    StunMessage message = raw(sealed + "00060004" + "41424344" + "7fff0000");
    assertNull(Username.read(message));
    assertEquals(List.of(), message.unknownRequired(Set.of(MessageIntegrity.TYPE)));
    assertTrue(MessageIntegrity.verify(message, KEY));
    StunMessage twice = raw(sealed + "001c0004" + "00000000" + "00060000");
    assertEquals(2, twice.attributes().size());
    assertTrue(MessageIntegrity.verify(twice, KEY));
  }

  @Test
  void anIntegrityOfAWrongLengthOrKeyDoesNotVerify() throws Exception {
    assertFalse(MessageIntegrity.verify(raw("0008001000000000000000000000000000000000"), KEY));
    StunMessage message = decode(request().integrity(KEY).fingerprint().build());
    assertTrue(MessageIntegrity.isIn(message));
    assertFalse(MessageIntegrity.verify(message, StunKeys.shortTerm("other")));
    assertTrue(Fingerprint.verify(message));
    assertFalse(Fingerprint.verify(raw("80280000")));
  }

  @Test
  void theBuilderKeepsTheOrder() {
    StunAttribute software = Software.of("x");
    assertThrows(IllegalStateException.class, () -> request().integrity(KEY).add(software));
    assertThrows(IllegalStateException.class, () -> request().fingerprint().add(software));
    assertThrows(IllegalStateException.class, () -> request().fingerprint().integrity(KEY));
    assertThrows(IllegalStateException.class, () -> request().fingerprint().fingerprint());
    assertThrows(IllegalStateException.class, () -> request().integrity(KEY).integrity(KEY));
  }

  @Test
  void theBuilderBoundsTheMessage() {
    StunAttribute large = new StunAttribute(0x8000, ByteSlice.of(new byte[0xFF00]));
    StunMessageBuilder builder = request().add(large);
    assertThrows(IllegalArgumentException.class, () -> builder.add(large));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StunAttribute(0x8000, ByteSlice.of(new byte[0x10000])));
    assertThrows(IllegalArgumentException.class, () -> new StunAttribute(-1, ByteSlice.EMPTY));
  }

  @Test
  void randomMessagesComeBack() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      TransactionId id = TransactionId.random(random);
      StunMessageBuilder builder =
          StunMessageBuilder.of(StunClass.of(random.nextInt(4)), random.nextInt(0x1000), id);
      List<StunAttribute> attributes = new java.util.ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        byte[] value = new byte[random.nextInt(30)];
        random.nextBytes(value);
        StunAttribute attribute =
            new StunAttribute(0x1000 + random.nextInt(0x1000), ByteSlice.of(value));
        attributes.add(attribute);
        builder.add(attribute);
      }
      boolean sealed = random.nextBoolean();
      ByteSlice bytes = (sealed ? builder.integrity(KEY) : builder).fingerprint().build();
      StunMessage back = decode(bytes);
      assertEquals(id, back.transactionId(), () -> "seed " + seed);
      assertEquals(
          attributes, back.attributes().subList(0, attributes.size()), () -> "seed " + seed);
      assertEquals(sealed, MessageIntegrity.verify(back, KEY), () -> "seed " + seed);
      assertTrue(Fingerprint.verify(back), () -> "seed " + seed);
    }
  }
}
