package com.augmentalis.netavanue.codec.socketio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Ack;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Connect;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.ConnectError;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Disconnect;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Event;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be understood; {@link SocketIoDecoderLimitsTest} has what must be refused. */
class SocketIoDecoderTest {

  private final SocketIoDecoder decoder = new SocketIoDecoder(new SocketIoLimits());

  private SocketIoPacket text(String text) throws SocketIoDecodeException {
    byte[] padded = ("42" + text + "]}").getBytes(StandardCharsets.UTF_8);
    return decoder.text(padded, 2, padded.length - 4);
  }

  private Event event(String text) throws SocketIoDecodeException {
    return assertInstanceOf(Event.class, text(text));
  }

  @Test
  void readsConnect() throws Exception {
    assertEquals(new Connect("/", null), text("0"));
    assertEquals(new Connect("/", null), text("0/,"));
    assertEquals(new Connect("/admin", null), text("0/admin,"));
    assertEquals(new Connect("/admin", null), text("0/admin"));
    assertEquals(
        new Connect("/admin", JsonSlice.of("{\"sid\":\"oSO0\"}")),
        text("0/admin,{\"sid\":\"oSO0\"}"));
    assertEquals(new Connect("/", JsonSlice.of("{ }")), text("0{ } \n"));
  }

  @Test
  void aQueryStaysPartOfTheNamespace() throws Exception {
    // Protocol 5 gives it no meaning; only revision 4 of the protocol cut it off.
    assertEquals(new Connect("/admin?token=1", null), text("0/admin?token=1,"));
    assertEquals("/a?b=[1]", event("2/a?b=[1],[\"e\"]").namespace());
  }

  @Test
  void readsDisconnect() throws Exception {
    assertEquals(new Disconnect("/"), text("1"));
    assertEquals(new Disconnect("/admin"), text("1/admin,"));
  }

  @Test
  void readsConnectError() throws Exception {
    assertEquals(
        new ConnectError("/random", JsonSlice.of("{\"message\":\"Invalid namespace\"}")),
        text("4/random,{\"message\":\"Invalid namespace\"}"));
    assertEquals(new ConnectError("/", JsonSlice.of("\"no\"")), text("4\"no\""));
    assertEquals(new ConnectError("/", null), text("4"));
  }

  @Test
  void readsEvents() throws Exception {
    assertEquals(new Event("/", -1, "foo", EventArgs.EMPTY), text("2[\"foo\"]"));
    assertEquals(new Event("/", 12, "foo", EventArgs.EMPTY), text("212[\"foo\"]"));
    assertEquals(
        new Event(
            "/admin",
            0,
            "message",
            EventArgs.of(JsonSlice.of("1"), JsonSlice.of("\"2\""), JsonSlice.of("{\"3\":[true]}"))),
        text("2/admin,0[\"message\",1,\"2\",{\"3\":[true]}]"));
    assertTrue(event("20[\"a\"]").wantsAck());
    assertFalse(event("2[\"a\"]").wantsAck());
    assertEquals(SocketIoPacket.MAX_ACK_ID, event("29007199254740991[\"a\"]").ackId());
    assertEquals(7, event("2007[\"a\"]").ackId());
  }

  @Test
  void readsAcks() throws Exception {
    assertEquals(new Ack("/", 0, EventArgs.EMPTY), text("30[]"));
    assertEquals(
        new Ack("/admin", 13, EventArgs.of(JsonSlice.of("\"bar\""))), text("3/admin,13[\"bar\"]"));
    Ack ack = assertInstanceOf(Ack.class, text("31[ {\"a\":1} , [2] ]"));
    assertEquals("{\"a\":1}", ack.args().slice(0).text());
    assertEquals("[2]", ack.args().slice(1).text());
    assertEquals("1", ack.args().members(0).slice("a").text());
  }

  @Test
  void indexesObjectArguments() throws Exception {
    Event event =
        event(
            "2/signaling,7[\"SDP_OFFER\" , {\"sessionId\":\"s\", \"sdp\":\"v=0\\r\\n\"},"
                + "[{}], \"x\" , null]");
    EventArgs args = event.args();
    assertEquals(4, args.size());
    ObjectMembers members = args.members(0);
    assertEquals("s", members.string("sessionId"));
    assertEquals("v=0\r\n", members.string("sdp"));
    assertEquals("\"v=0\\r\\n\"", members.slice("sdp").text());
    assertEquals("{\"sessionId\":\"s\", \"sdp\":\"v=0\\r\\n\"}", members.object().text());
    assertEquals(members.object(), args.slice(0));
    assertNull(args.members(1));
    assertNull(args.members(2));
    assertEquals("[{}]", args.slice(1).text());
    assertEquals("x", args.node(2).textValue());
    assertTrue(args.node(3).isNull());
  }

  @Test
  void anIntegerNamesAnEventByItsDigits() throws Exception {
    assertEquals("1", event("2[1,\"a\"]").name());
  }

  @Test
  void namesMayBeEscapedOrBeyondAscii() throws Exception {
    assertEquals("a\nb", event("2[\"a\\nb\"]").name());
    assertEquals("\u00e9\ud83d\ude00", event("2[\"\u00e9\\ud83d\\ude00\"]").name());
    assertEquals("", event("2[\"\"]").name());
    assertEquals("/\u00e9", event("2/\u00e9,[\"a\"]").namespace());
  }

  @Test
  void knownNamesAreNotMadeAgain() throws Exception {
    String namespace = "/signaling";
    String name = "SDP_OFFER";
    SocketIoLimits limits = new SocketIoLimits();
    SocketIoDecoder known =
        new SocketIoDecoder(
            limits, NameTable.of(List.of(namespace, name)), new JsonCodec(limits.json()));
    byte[] frame = "2/signaling,[\"SDP_OFFER\"]".getBytes(StandardCharsets.UTF_8);
    Event event = assertInstanceOf(Event.class, known.text(frame, 0, frame.length));
    assertSame(namespace, event.namespace());
    assertSame(name, event.name());
    byte[] other = "2/x,[\"SDP\\u005fOFFER\"]".getBytes(StandardCharsets.UTF_8);
    Event escaped = assertInstanceOf(Event.class, known.text(other, 0, other.length));
    assertEquals(name, escaped.name());
    assertEquals("/x", escaped.namespace());
  }

  @Test
  void theNameTableFindsEveryNameAndNoOther() {
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < 500; i++) {
      names.add("/name" + i);
    }
    names.add("/name1");
    NameTable table = NameTable.of(names);
    for (String name : names) {
      byte[] bytes = ("." + name + ".").getBytes(StandardCharsets.UTF_8);
      assertEquals(name, table.find(bytes, 1, bytes.length - 1));
      assertNull(table.find(bytes, 0, bytes.length));
    }
    assertNull(NameTable.EMPTY.find(new byte[] {'a'}, 0, 1));
    assertNull(NameTable.EMPTY.find(new byte[0], 0, 0));
  }

  @Test
  void collectsAttachments() throws Exception {
    assertNull(
        text(
            "52-/admin,3[\"baz\",{\"_placeholder\":true,\"num\":1},"
                + "{\"a\":[{\"num\":0,\"_placeholder\":true}]}]"));
    assertTrue(decoder.isIncomplete());
    assertNull(decoder.binary(new byte[] {1}));
    Event event = assertInstanceOf(Event.class, decoder.binary(new byte[] {2, 3}));
    assertFalse(decoder.isIncomplete());
    assertEquals("baz", event.name());
    assertEquals(3, event.ackId());
    assertArrayEquals(new byte[] {2, 3}, event.args().node(0).binaryValue());
    JsonNode nested = event.args().node(1);
    assertArrayEquals(new byte[] {1}, nested.path("a").path(0).binaryValue());
    assertEquals(2, event.args().attachments().size());
    // The next packet starts afresh.
    assertEquals(0, event("2[\"a\"]").args().attachments().size());
  }

  @Test
  void collectsAttachmentsOfAnAck() throws Exception {
    assertNull(text("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]"));
    Ack ack = assertInstanceOf(Ack.class, decoder.binary(new byte[0]));
    assertEquals(15, ack.ackId());
    assertArrayEquals(new byte[0], ack.args().node(1).binaryValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"50-[\"a\",{\"_placeholder\":true,\"num\":0}]", "60-1[]"})
  void aBinaryPacketMayHaveNoAttachments(String packet) throws Exception {
    assertNotNull(text(packet));
    assertFalse(decoder.isIncomplete());
  }

  @Test
  void aPlaceholderInATextPacketIsAnOrdinaryObject() throws Exception {
    Event event = event("2[\"a\",{\"_placeholder\":true,\"num\":9}]");
    assertTrue(event.args().node(0).path("_placeholder").booleanValue());
  }

  @Test
  void resetForgetsAnIncompletePacket() throws Exception {
    assertNull(text("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"));
    decoder.reset();
    assertFalse(decoder.isIncomplete());
    assertEquals("b", event("2[\"b\"]").name());
  }
}
