package com.augmentalis.netavanue.codec.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused, each with its own reason. */
class SocketIoDecoderLimitsTest {

  private static final String HOLE = "{\"_placeholder\":true,\"num\":%s}";

  private SocketIoDecoder decoder = new SocketIoDecoder(new SocketIoLimits());

  private SocketIoPacket text(String text) throws SocketIoDecodeException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decoder.text(bytes, 0, bytes.length);
  }

  private void refuses(String text, String reason) {
    SocketIoDecodeException e = assertThrows(SocketIoDecodeException.class, () -> text(text), text);
    assertTrue(e.getMessage().contains(reason), () -> text + ": " + e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "9", "abc", " 2[\"a\"]", "-", "\u00e9", "\u0000", "/"})
  void anIllegalType(String text) {
    refuses(text, "unknown packet type");
  }

  @Test
  void anEmptyPacket() {
    refuses("", "empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "51", "5a-", "51.23-[\"a\"]", "5-[\"a\"]", "5-1-[\"a\"]", "51", "6"})
  void anIllegalNumberOfAttachments(String text) {
    refuses(text, "number of attachments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"511-[\"a\"]", "599999999999999999999-[\"a\"]", "64294967296-1[]"})
  void tooManyAttachments(String text) {
    refuses(text, "more than 10 attachments");
  }

  @Test
  void theLimitOfAttachmentsItself() throws Exception {
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxAttachments(2));
    assertNull(text("52-[\"a\"," + HOLE.formatted(0) + "," + HOLE.formatted(1) + "]"));
    decoder.reset();
    refuses("53-[\"a\"]", "more than 2 attachments");
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxAttachments(0));
    refuses("51-[\"a\"," + HOLE.formatted(0) + "]", "more than 0 attachments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2147483648", "99999999999999999999", "-1"})
  void aPlaceholderOutOfRange(String num) {
    refuses("51-[\"a\"," + HOLE.formatted(num) + "]", "out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "\"0\"", "null", "true", "[]", "{}", "1e0"})
  void aPlaceholderWhoseNumberIsNoInteger(String num) {
    refuses("51-[\"a\"," + HOLE.formatted(num) + "]", "not an integer");
  }

  @Test
  void aPlaceholderWithoutANumber() {
    refuses("51-[\"a\",{\"_placeholder\":true}]", "not an integer");
  }

  @Test
  void aRepeatedPlaceholder() {
    refuses("52-[\"a\"," + HOLE.formatted(0) + ",[" + HOLE.formatted(0) + "]]", "the same number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "51-[\"a\"]",
        "51-[\"a\",{\"_placeholder\":false,\"num\":0}]",
        "51-[\"a\",{\"_placeholder\":\"true\",\"num\":0}]",
        "61-1[]"
      })
  void anAttachmentWithoutPlaceholder(String text) {
    refuses(text, "no placeholder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "null", "{\"toString\":\"foo\"}", "[\"a\"]", "1.5", "1e3"})
  void anEventNameThatIsNeitherStringNorInteger(String name) {
    refuses("2[" + name + ",\"a\"]", "event name is neither");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2[]", "2[ ]", "50-[]"})
  void anEventWithoutAName(String text) {
    refuses(text, "event name is neither");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect",
        "connect_error",
        "disconnect",
        "disconnecting",
        "newListener",
        "removeListener",
        "\\u0063onnect"
      })
  void aReservedEventName(String name) {
    refuses("2[\"" + name + "\"]", "reserved");
  }

  @Test
  void aReservedEventNameThatTheApplicationAlsoKnows() {
    SocketIoLimits limits = new SocketIoLimits();
    decoder =
        new SocketIoDecoder(
            limits, NameTable.of(java.util.List.of("connect")), new JsonCodec(limits.json()));
    refuses("2[\"connect\"]", "reserved");
  }

  @Test
  void anEventNameBeyondTheLimit() throws Exception {
    assertNotNull(text("2[\"" + "n".repeat(128) + "\"]"));
    refuses("2[\"" + "n".repeat(129) + "\"]", "longer than 128 characters");
    refuses("2[" + "1".repeat(129) + "]", "longer than 128 characters");
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxEventNameLength(2));
    assertNotNull(text("2[\"\u00e9\u00e9\"]"));
    refuses("2[\"abc\"]", "longer than 2 characters");
  }

  @Test
  void halfASurrogatePairInAnEventName() {
    refuses("2[\"\\ud800\"]", "surrogate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0[]", "0\"invalid\"", "0/admin,\"invalid\"", "0/a,1", "0null", "0 {}"})
  void aConnectPayloadThatIsNoObject(String text) {
    assertThrows(SocketIoDecodeException.class, () -> text(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/admin,{}", "1[]", "1{}", "1 "})
  void aDisconnectWithAPayload(String text) {
    refuses(text, "DISCONNECT with a payload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4[]", "4true", "4null", "4/a,[1]"})
  void aConnectErrorPayloadOfAnotherKind(String text) {
    refuses(text, "CONNECT_ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"05", "0/a,5{}", "15", "1/a,0", "45\"x\""})
  void anIdWhereNoneBelongs(String text) {
    refuses(text, "takes none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3[]", "3/admin,[]", "60-[]", "3"})
  void anAckWithoutAnId(String text) {
    refuses(text, "without an id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"29007199254740992[\"a\"]", "39999999999999999[]"})
  void anIdThatIsTooLarge(String text) {
    refuses(text, "id too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"212345678901234567[\"a\"]", "300000000000000000[]"})
  void anIdThatIsTooLong(String text) {
    refuses(text, "id too long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2", "2/a", "2/a,", "21", "2{}", "2\"a\"", "31", "31{}", "2 [\"a\"]", "50-"})
  void apayloadThatIsNoArray(String text) {
    refuses(text, "not an array");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2[",
        "2[\"",
        "2[\"a",
        "2[\"a\"",
        "2[\"a\",",
        "2[\"a\",]",
        "2[\"a\",{",
        "2[\"a\",{\"b",
        "2[\"a\",{\"b\"",
        "2[\"a\",{\"b\":",
        "2[\"a\",{\"b\":1",
        "2[\"a\",{\"b\":1}",
        "2[\"a\",{\"b\":1,}]",
        "2[\"a\",[",
        "2[\"a\",\"\\",
        "2[\"a\",\"\\u00",
        "2[\"a\",tru",
        "2[\"a\",-",
        "2[\"a\"]]",
        "2[\"a\"]x",
        "2[\"a\"][]",
        "442[\"some\",\"data\"",
        "0{",
        "0{}{}",
        "0{}x",
        "4\"x",
        "30[",
        "30[]]",
        "30[1,"
      })
  void truncatedOrTrailingText(String text) {
    assertThrows(SocketIoDecodeException.class, () -> text(text));
  }

  @Test
  void everyTruncationOfAPacket() throws Exception {
    String whole = "2/signaling,7[\"SDP_OFFER\",{\"sdp\":\"v=0\\r\\n\",\"n\":[1.5,null]},true]";
    assertNotNull(text(whole));
    for (int length = 0; length < whole.length(); length++) {
      String part = whole.substring(0, length);
      assertThrows(SocketIoDecodeException.class, () -> text(part), part);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C080", "EDA080", "F4908080", "FF", "C3", "E282", "80"})
  void invalidUtf8(String hex) {
    byte[] bad = java.util.HexFormat.of().parseHex(hex);
    for (String frame : new String[] {"2[\"a\",\"#\"]", "2[\"#\"]", "2/#,[\"a\"]", "0{\"#\":1}"}) {
      byte[] head = frame.substring(0, frame.indexOf('#')).getBytes(StandardCharsets.UTF_8);
      byte[] tail = frame.substring(frame.indexOf('#') + 1).getBytes(StandardCharsets.UTF_8);
      byte[] bytes = new byte[head.length + bad.length + tail.length];
      System.arraycopy(head, 0, bytes, 0, head.length);
      System.arraycopy(bad, 0, bytes, head.length, bad.length);
      System.arraycopy(tail, 0, bytes, head.length + bad.length, tail.length);
      SocketIoDecodeException e =
          assertThrows(SocketIoDecodeException.class, () -> decoder.text(bytes, 0, bytes.length));
      assertEquals("invalid UTF-8", e.getMessage());
    }
  }

  @Test
  void nestingBeyondTheLimit() throws Exception {
    int max = JsonLimits.DEFAULT_MAX_DEPTH;
    assertNotNull(text("2[\"a\"," + "[".repeat(max - 1) + "]".repeat(max - 1) + "]"));
    refuses("2[\"a\"," + "[".repeat(max) + "]".repeat(max) + "]", "JSON");
    refuses("2[\"a\"," + "[".repeat(20_000), "JSON");
    refuses("2[\"a\"," + "{\"b\":".repeat(20_000), "JSON");
    refuses("0" + "{\"b\":".repeat(20_000), "JSON");
    refuses("51-[\"a\"," + "[".repeat(20_000), "JSON");
  }

  @Test
  void textWhileAttachmentsAreOutstanding() throws Exception {
    assertNull(text("51-[\"a\"," + HOLE.formatted(0) + "]"));
    refuses("2[\"b\"]", "outstanding");
  }

  @Test
  void binaryWithoutAHeader() throws Exception {
    assertThrows(SocketIoDecodeException.class, () -> decoder.binary(new byte[1]));
    assertNull(text("51-[\"a\"," + HOLE.formatted(0) + "]"));
    assertNotNull(decoder.binary(new byte[1]));
    assertThrows(SocketIoDecodeException.class, () -> decoder.binary(new byte[1]));
  }

  @Test
  void attachmentsThatAreTooLongTogether() throws Exception {
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxAttachmentBytes(10));
    String two = "52-[\"a\"," + HOLE.formatted(0) + "," + HOLE.formatted(1) + "]";
    assertNull(text(two));
    assertNull(decoder.binary(new byte[6]));
    assertNotNull(decoder.binary(new byte[4]));
    assertNull(text(two));
    assertNull(decoder.binary(new byte[6]));
    assertThrows(SocketIoDecodeException.class, () -> decoder.binary(new byte[5]));
    assertEquals(false, decoder.isIncomplete());
  }

  @Test
  void aNamespaceThatIsTooLong() throws Exception {
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxNamespaceBytes(4));
    assertNotNull(text("0/abc,"));
    assertNotNull(text("0/abc"));
    refuses("0/abcd,", "namespace longer than 4 bytes");
    refuses("0/abcd", "namespace longer than 4 bytes");
  }

  @Test
  void tooManyArguments() throws Exception {
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxArguments(2));
    assertNotNull(text("2[\"a\",1,{}]"));
    refuses("2[\"a\",1,{},3]", "more than 2 arguments");
    assertNotNull(text("30[1,2]"));
    refuses("30[1,2,3]", "more than 2 arguments");
  }

  @Test
  void aPacketThatIsTooLong() throws Exception {
    decoder = new SocketIoDecoder(new SocketIoLimits().withMaxTextBytes(10));
    assertNotNull(text("2[\"abcde\"]"));
    refuses("2[\"abcdef\"]", "longer than 10 bytes");
  }

  @Test
  void limitsAreCheckedWhenTheyAreMade() {
    SocketIoLimits limits = new SocketIoLimits();
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxTextBytes(0));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxAttachments(-1));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxAttachmentBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxNamespaceBytes(0));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxEventNameLength(0));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxArguments(-1));
    assertThrows(IllegalArgumentException.class, () -> limits.withJson(null));
    JsonCodec other = new JsonCodec(new JsonLimits(3, 3, 3, 3));
    assertThrows(
        IllegalArgumentException.class, () -> new SocketIoDecoder(limits, NameTable.EMPTY, other));
  }
}
