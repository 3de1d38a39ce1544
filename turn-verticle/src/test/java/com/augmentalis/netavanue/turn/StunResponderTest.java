package com.augmentalis.netavanue.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.stun.ErrorCode;
import com.augmentalis.netavanue.codec.stun.Fingerprint;
import com.augmentalis.netavanue.codec.stun.Software;
import com.augmentalis.netavanue.codec.stun.StunAttribute;
import com.augmentalis.netavanue.codec.stun.StunClass;
import com.augmentalis.netavanue.codec.stun.StunKeys;
import com.augmentalis.netavanue.codec.stun.StunMessage;
import com.augmentalis.netavanue.codec.stun.StunMessageBuilder;
import com.augmentalis.netavanue.codec.stun.TransactionId;
import com.augmentalis.netavanue.codec.stun.UnknownAttributes;
import com.augmentalis.netavanue.codec.stun.Username;
import com.augmentalis.netavanue.codec.stun.XorMappedAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StunResponderTest {

  private static final TransactionId ID = new TransactionId(1, 2);
  private static final InetSocketAddress SOURCE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4242);

  private static StunMessageBuilder request() {
    return StunMessageBuilder.of(StunClass.REQUEST, StunMessage.BINDING, ID);
  }

  private static StunMessage answer(ByteSlice datagram) throws Exception {
    StunMessage response = StunMessage.decode(StunResponder.respond(datagram, SOURCE));
    assertEquals(ID, response.transactionId());
    assertTrue(Fingerprint.verify(response));
    return response;
  }

  @Test
  void tellsWhereARequestCameFrom() throws Exception {
    for (ByteSlice request :
        List.of(
            request().build(),
            request().fingerprint().build(),
            request().add(Software.of("x")).build(),
            request().add(Username.of("u")).integrity(StunKeys.shortTerm("p")).build())) {
      StunMessage response = answer(request);
      assertTrue(response.is(StunClass.SUCCESS, StunMessage.BINDING));
      assertEquals(SOURCE, XorMappedAddress.read(response));
    }
  }

  @Test
  void refusesWhatItMustUnderstandAndDoesNot() throws Exception {
    StunAttribute changeRequest = new StunAttribute(0x0003, ByteSlice.of(new byte[4]));
    StunAttribute priority = new StunAttribute(0x0024, ByteSlice.of(new byte[4]));
    StunAttribute optional = new StunAttribute(0x8FFF, ByteSlice.of(new byte[4]));
    StunMessage response = answer(request().add(changeRequest).add(optional).add(priority).build());
    assertTrue(response.is(StunClass.ERROR, StunMessage.BINDING));
    assertEquals(420, ErrorCode.read(response).code());
    assertEquals(List.of(0x0003, 0x0024), UnknownAttributes.read(response));
    assertEquals(StunClass.SUCCESS, answer(request().add(optional).build()).messageClass());
  }

  @Test
  void ignoresAllElse() {
    assertNull(StunResponder.respond(ByteSlice.EMPTY, SOURCE));
    assertNull(StunResponder.respond(ByteSlice.utf8("GET / HTTP/1.1\r\n\r\n    "), SOURCE));
    for (StunClass other : List.of(StunClass.INDICATION, StunClass.SUCCESS, StunClass.ERROR)) {
      ByteSlice message = StunMessageBuilder.of(other, StunMessage.BINDING, ID).build();
      assertNull(StunResponder.respond(message, SOURCE));
    }
    ByteSlice allocate = StunMessageBuilder.of(StunClass.REQUEST, 0x003, ID).build();
    assertNull(StunResponder.respond(allocate, SOURCE));
    byte[] damaged = request().fingerprint().build().copy();
    damaged[damaged.length - 1] ^= 1;
    assertNull(StunResponder.respond(ByteSlice.of(damaged), SOURCE));
    byte[] longer = java.util.Arrays.copyOf(request().build().copy(), 24);
    assertNull(StunResponder.respond(ByteSlice.of(longer), SOURCE));
  }

  @Test
  void aResponseIsHardlyLongerThanARequest() throws Exception {
    ByteSlice request = request().build();
    assertTrue(StunResponder.respond(request, SOURCE).length() <= 2 * request.length());
    // Even a datagram full of unknown attributes is answered by a shorter one.
    StunMessageBuilder full = request();
    for (int type = 0x1000; type < 0x1100; type++) {
      full.add(new StunAttribute(type, ByteSlice.EMPTY));
    }
    ByteSlice large = full.build();
    assertTrue(StunResponder.respond(large, SOURCE).length() < large.length());
  }

  @Test
  void theBudgetBoundsEachSourceAndAllTogether() {
    ResponseBudget budget = new ResponseBudget(5, 3, 7, 0);
    byte[] one = "1.1.".getBytes(StandardCharsets.US_ASCII);
    byte[] two = "2.2.".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3; i++) {
      assertTrue(budget.take(one, 0));
    }
    assertFalse(budget.take(one, 999_999_999));
    assertTrue(budget.take(two, 999_999_999));
    assertTrue(budget.take(two, 999_999_999));
    assertFalse(budget.take(two, 999_999_999));
    assertTrue(budget.take(one, 1_000_000_000));
    assertTrue(budget.take(two, 1_999_999_999));
  }

  @Test
  void theHostsOfAnIpv6NetworkShareAnAllowance() throws Exception {
    ResponseBudget budget = new ResponseBudget(100, 1, 7, 0);
    byte[] source = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    assertTrue(budget.take(source, 0));
    source[15] = 2;
    assertFalse(budget.take(source, 0));
    source[7] = 1;
    assertTrue(budget.take(source, 0));
  }

  @Test
  void optionsAreCheckedWhenTheyAreMade() {
    assertThrows(IllegalArgumentException.class, () -> new StunBindingServerOptions(" ", 1));
    assertThrows(
        IllegalArgumentException.class, () -> new StunBindingServerOptions("127.0.0.1", 65536));
    assertThrows(
        IllegalArgumentException.class, () -> new StunBindingServerOptions("127.0.0.1", 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new StunBindingServerOptions("127.0.0.1", 1, 1, 0));
  }
}
