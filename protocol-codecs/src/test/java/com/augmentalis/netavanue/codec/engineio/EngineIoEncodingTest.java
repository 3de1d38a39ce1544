package com.augmentalis.netavanue.codec.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineIoEncodingTest {

  private static String written(TextSource source) {
    ByteBuf out = Unpooled.buffer();
    source.writeTo(out);
    assertEquals(source.length(), out.readableBytes());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesTheProtocolsExamples() {
    EngineIoPacket binary = EngineIoPacket.binary(ByteSlice.of(new byte[] {0, 1, 2, 3, 4}, 1, 4));
    assertEquals("4hello", written(EngineIoPacket.message(ByteSlice.utf8("hello"))));
    assertEquals("3probe", written(EngineIoPacket.text(EngineIoPacketType.PONG, "probe")));
    assertEquals("bAQIDBA==", written(binary));
    assertEquals(
        "2\u001ebAQIDBA==\u001e6",
        written(new EngineIoPayload(List.of(EngineIoPacket.PING, binary, EngineIoPacket.NOOP))));
    assertEquals("1", written(EngineIoPacket.CLOSE));
    assertEquals("3", written(EngineIoPacket.PONG));
    assertEquals("5", written(EngineIoPacket.UPGRADE));
  }

  @Test
  void theHandshakeHasExactlyTheSpecifiedMembers() throws Exception {
    EngineIoHandshake handshake =
        new EngineIoHandshake("lv_\"1", List.of("websocket"), 25_000, 20_000, 1_000_000);
    JsonNode json = handshake.toJson().parse();
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertEquals(List.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"), names);
    assertEquals("lv_\"1", json.get("sid").textValue());
    assertEquals("[\"websocket\"]", json.get("upgrades").toString());
    assertEquals(25_000, json.get("pingInterval").intValue());
    assertEquals(20_000, json.get("pingTimeout").intValue());
    assertEquals(1_000_000, json.get("maxPayload").intValue());
    EngineIoPacket open = handshake.toPacket();
    assertEquals(EngineIoPacketType.OPEN, open.type());
    assertEquals(handshake, EngineIoHandshake.fromJson(open.data()));
  }

  @Test
  void readsAHandshakeWithUnknownMembersAndWithoutMaxPayload() throws Exception {
    EngineIoHandshake handshake =
        EngineIoHandshake.fromJson(
            ByteSlice.utf8(
                "{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":1,\"pingTimeout\":2,\"x\":{}}"));
    assertEquals(
        new EngineIoHandshake("a", List.of(), 1, 2, EngineIoLimits.DEFAULT_MAX_BYTES), handshake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"sid\":1,\"pingInterval\":1,\"pingTimeout\":1}",
        "{\"sid\":\"a\",\"pingTimeout\":1}",
        "{\"sid\":\"a\",\"pingInterval\":\"1\",\"pingTimeout\":1}",
        "{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":-1}",
        "{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":1e99}"
      })
  void refusesABadHandshake(String json) {
    assertThrows(
        EngineIoDecodeException.class, () -> EngineIoHandshake.fromJson(ByteSlice.utf8(json)));
  }

  @Test
  void doesNotPrintItsContent() {
    assertFalse(EngineIoPacket.message(ByteSlice.utf8("secret")).toString().contains("secret"));
  }

  @Test
  void everyPayloadComesBackAsItWas() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    EngineIoDecoder decoder = new EngineIoDecoder(new EngineIoLimits());
    for (int round = 0; round < 3_000; round++) {
      List<EngineIoPacket> packets = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        packets.add(random(random));
      }
      byte[] bytes = new EngineIoPayload(packets).bytes().copy();
      assertEquals(packets, decoder.payload(bytes, 0, bytes.length), () -> "seed " + seed);
      byte[] first = packets.get(0).bytes().copy();
      assertEquals(packets.get(0), decoder.text(first, 0, first.length), () -> "seed " + seed);
    }
  }

  private static EngineIoPacket random(Random random) {
    byte[] data = new byte[random.nextInt(20)];
    random.nextBytes(data);
    if (random.nextInt(3) == 0) {
      return EngineIoPacket.binary(ByteSlice.of(data));
    }
    StringBuilder text = new StringBuilder();
    for (byte b : data) {
      text.appendCodePoint(b == 0x1e ? 0x1f600 : 0x20 + (b & 0xFFF));
    }
    EngineIoPacketType[] types = EngineIoPacketType.values();
    return EngineIoPacket.text(types[random.nextInt(types.length)], text.toString());
  }
}
