package com.augmentalis.netavanue.codec.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonException;
import com.augmentalis.netavanue.codec.json.JsonParts;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.codec.json.RandomJson;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Ack;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Connect;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.ConnectError;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Disconnect;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIoEncoderTest {

  private static final SocketIoEncoder ENCODER = new SocketIoEncoder(JsonCodec.standard());

  private static String written(EncodedPacket packet) {
    ByteBuf out = Unpooled.buffer();
    packet.writeTo(out);
    assertEquals(packet.length(), out.readableBytes());
    return out.toString(StandardCharsets.UTF_8);
  }

  record Point(int x, String name) {}

  @Test
  void writesTheProtocolsExamples() {
    assertEquals("0", written(ENCODER.connect("/", null)));
    assertEquals(
        "0/admin,{\"sid\":\"oSO0\"}", written(ENCODER.connect("/admin", Map.of("sid", "oSO0"))));
    assertEquals(
        "4{\"message\":\"Not authorized\"}",
        written(ENCODER.connectError("/", JsonSlice.of("{\"message\":\"Not authorized\"}"))));
    assertEquals("2[\"foo\"]", written(ENCODER.event("/", "foo")));
    assertEquals("2/admin,[\"bar\"]", written(ENCODER.event("/admin", "bar")));
    assertEquals("212[\"foo\"]", written(ENCODER.event("/", 12, "foo")));
    assertEquals("20[\"foo\"]", written(ENCODER.event("/", 0, "foo")));
    assertEquals("3/admin,13[\"bar\"]", written(ENCODER.ack("/admin", 13, "bar")));
    assertEquals("30[]", written(ENCODER.ack("/", 0)));
    assertEquals("1", written(ENCODER.disconnect("/")));
    assertEquals("1/admin,", written(ENCODER.disconnect("/admin")));
  }

  @Test
  void writesAttachments() {
    EncodedPacket packet =
        ENCODER.event("/admin", 5, "baz", new byte[] {1, 2}, Map.of("x", new byte[] {3, 4}));
    assertEquals(
        "52-/admin,5[\"baz\",{\"_placeholder\":true,\"num\":0},"
            + "{\"x\":{\"_placeholder\":true,\"num\":1}}]",
        written(packet));
    assertEquals(
        List.of(ByteSlice.of(new byte[] {1, 2}), ByteSlice.of(new byte[] {3, 4})),
        packet.attachments());
    assertEquals(
        "61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]",
        written(ENCODER.ack("/", 15, "bar", Unpooled.wrappedBuffer(new byte[4]))));
  }

  @Test
  void writesGeneralValues() {
    Object[] args = {
      null, true, 1, 2L, 1.5, "a\"\u00e9", List.of(1), new Point(3, null), JsonSlice.of("{ }")
    };
    assertEquals(
        "2[\"e\",null,true,1,2,1.5,\"a\\\"\u00e9\",[1],{\"x\":3,\"name\":null},{ }]",
        written(ENCODER.event("/", "e", args)));
    JsonSource parts = JsonParts.of(ByteSlice.utf8("{\"a\":"), ByteSlice.utf8("1}"));
    assertEquals("2[\"e\",{\"a\":1}]", written(ENCODER.event("/", "e", parts)));
  }

  @Test
  void escapesNames() throws Exception {
    String name = "a\"b\\c\nd\u00e9\ud83d\ude00";
    EncodedPacket packet = ENCODER.event("/", name);
    byte[] bytes = packet.bytes().copy();
    Event event = (Event) new SocketIoDecoder(new SocketIoLimits()).text(bytes, 0, bytes.length);
    assertEquals(name, event.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "connect_error", "disconnect", "newListener"})
  void refusesReservedNames(String name) {
    assertThrows(IllegalArgumentException.class, () -> ENCODER.event("/", name));
  }

  @Test
  void refusesWhatTheCallerGotWrong() {
    assertThrows(IllegalArgumentException.class, () -> ENCODER.disconnect("admin"));
    assertThrows(IllegalArgumentException.class, () -> ENCODER.disconnect("/a,b"));
    assertThrows(IllegalArgumentException.class, () -> ENCODER.disconnect(""));
    assertThrows(IllegalArgumentException.class, () -> ENCODER.ack("/", -1));
    assertThrows(IllegalArgumentException.class, () -> ENCODER.event("/", -2, "a"));
    assertThrows(
        IllegalArgumentException.class, () -> ENCODER.ack("/", SocketIoPacket.MAX_ACK_ID + 1));
    assertThrows(JsonException.class, () -> ENCODER.event("/", "a", new Object()));
    assertThrows(IllegalArgumentException.class, () -> ENCODER.event("/", "\ud800"));
  }

  @Test
  void halfASurrogatePairInAnArgumentStaysWhatItIs() {
    assertEquals(
        "\ud800x",
        JsonSlice.of(ENCODER.ack("/", 1, "\ud800x").bytes().text().substring(2))
            .parse()
            .get(0)
            .textValue());
  }

  @Test
  void doesNotPrintItsContent() {
    assertFalse(ENCODER.event("/", "secret", "secret").toString().contains("secret"));
  }

  @Test
  void everyPacketComesBackAsItWas() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SocketIoDecoder decoder = new SocketIoDecoder(new SocketIoLimits());
    for (int round = 0; round < 5_000; round++) {
      SocketIoPacket packet = random(random);
      EncodedPacket encoded = ENCODER.encode(packet);
      byte[] text = encoded.bytes().copy();
      SocketIoPacket back = decoder.text(text, 0, text.length);
      for (ByteSlice attachment : encoded.attachments()) {
        back = decoder.binary(attachment);
      }
      assertNotNull(back, () -> "seed " + seed);
      assertEquals(packet, back, () -> "seed " + seed + ": " + encoded.bytes().text());
      assertEquals(packet.hashCode(), back.hashCode());
    }
  }

  private static SocketIoPacket random(Random random) {
    String[] namespaces = {"/", "/signaling", "/\u00e9", "/a?b=c", "/1"};
    String namespace = namespaces[random.nextInt(namespaces.length)];
    String[] names = {"message", "", "1", "a\"\\\u0001", "\u20ac\ud83d\ude00", "x".repeat(128)};
    long id = random.nextInt(3) == 0 ? 0 : random.nextLong(SocketIoPacket.MAX_ACK_ID + 1);
    StringBuilder object = new StringBuilder();
    new RandomJson(random).object(object, 0);
    return switch (random.nextInt(5)) {
      case 0 ->
          new Connect(namespace, random.nextBoolean() ? JsonSlice.of(object.toString()) : null);
      case 1 -> new Disconnect(namespace);
      case 2 -> new ConnectError(namespace, JsonSlice.of(object.toString()));
      case 3 -> new Ack(namespace, id, args(random));
      default ->
          new Event(
              namespace,
              random.nextBoolean() ? id : SocketIoPacket.NO_ACK,
              names[random.nextInt(names.length)],
              args(random));
    };
  }

  private static EventArgs args(Random random) {
    boolean binary = random.nextInt(3) == 0;
    List<JsonSource> values = new ArrayList<>();
    List<ByteSlice> attachments = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (binary) {
        byte[] data = new byte[random.nextInt(10)];
        random.nextBytes(data);
        values.add(JsonCodec.standard().write(List.of(i, data), attachments));
      } else {
        StringBuilder value = new StringBuilder();
        new RandomJson(random).value(value, 0);
        values.add(JsonSlice.of(value.toString()));
      }
    }
    EventArgs args = EventArgs.of(values.toArray(new JsonSource[0]));
    return attachments.isEmpty() ? args : args.withAttachments(attachments);
  }
}
