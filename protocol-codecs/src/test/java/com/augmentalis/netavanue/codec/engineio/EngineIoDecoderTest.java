package com.augmentalis.netavanue.codec.engineio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineIoDecoderTest {

  private static final EngineIoDecoder DECODER = new EngineIoDecoder(new EngineIoLimits());

  private static EngineIoPacket text(EngineIoDecoder decoder, String frame)
      throws EngineIoDecodeException {
    byte[] padded = ("..." + frame + "..").getBytes(StandardCharsets.UTF_8);
    return decoder.text(padded, 3, padded.length - 5);
  }

  private static List<EngineIoPacket> payload(EngineIoDecoder decoder, String body)
      throws EngineIoDecodeException {
    byte[] padded = ("..." + body + "..").getBytes(StandardCharsets.UTF_8);
    return decoder.payload(padded, 3, padded.length - 5);
  }

  @ParameterizedTest
  @EnumSource(EngineIoPacketType.class)
  void readsEveryTypeByItsDigit(EngineIoPacketType type) throws Exception {
    EngineIoPacket packet = text(DECODER, (char) type.digit() + "d\u00e4ta");
    assertEquals(type, packet.type());
    assertEquals("d\u00e4ta", packet.data().text());
    assertFalse(packet.isBinary());
    EngineIoPacket empty = text(DECODER, String.valueOf((char) type.digit()));
    assertEquals(0, empty.dataLength());
  }

  @Test
  void theDigitsAreThoseOfTheProtocol() throws Exception {
    assertEquals(EngineIoPacketType.OPEN, text(DECODER, "0").type());
    assertEquals(EngineIoPacketType.CLOSE, text(DECODER, "1").type());
    assertEquals(EngineIoPacketType.PING, text(DECODER, "2").type());
    assertEquals(EngineIoPacketType.PONG, text(DECODER, "3").type());
    assertEquals(EngineIoPacketType.MESSAGE, text(DECODER, "4").type());
    assertEquals(EngineIoPacketType.UPGRADE, text(DECODER, "5").type());
    assertEquals(EngineIoPacketType.NOOP, text(DECODER, "6").type());
  }

  @Test
  void knowsAProbe() throws Exception {
    assertTrue(text(DECODER, "2probe").isProbe());
    assertFalse(text(DECODER, "2").isProbe());
    assertFalse(text(DECODER, "2probes").isProbe());
  }

  @Test
  void aBinaryFrameIsABinaryMessage() throws Exception {
    EngineIoPacket packet = DECODER.binary(new byte[] {9, 1, 2, 9}, 1, 2);
    assertTrue(packet.isBinary());
    assertEquals(EngineIoPacketType.MESSAGE, packet.type());
    assertArrayEquals(new byte[] {1, 2}, packet.data().copy());
    assertEquals(0, DECODER.binary(new byte[0], 0, 0).dataLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bAQIDBA==", "bAQIDBA"})
  void readsBase64WithAndWithoutPadding(String frame) throws Exception {
    assertEquals(
        EngineIoPacket.binary(ByteSlice.of(new byte[] {1, 2, 3, 4})), text(DECODER, frame));
    assertEquals(List.of(text(DECODER, frame)), payload(DECODER, frame));
  }

  @Test
  void splitsAPayload() throws Exception {
    assertEquals(
        List.of(
            EngineIoPacket.message(ByteSlice.utf8("hello")),
            EngineIoPacket.PING,
            EngineIoPacket.binary(ByteSlice.of(new byte[] {1, 2, 3, 4})),
            EngineIoPacket.message(ByteSlice.utf8("world"))),
        payload(DECODER, "4hello\u001e2\u001ebAQIDBA==\u001e4world"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "7", "abc", "-1", "b?", "bA", "bAQ=D", "B", " 4", "\u0000", "\u00e9", "b AQID"
      })
  void refusesWhatIsNoPacket(String frame) {
    assertThrows(EngineIoDecodeException.class, () -> text(DECODER, frame));
    assertThrows(EngineIoDecodeException.class, () -> payload(DECODER, frame));
    assertThrows(EngineIoDecodeException.class, () -> payload(DECODER, "4a\u001e" + frame));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b"})
  void refusesEmptyPacketsInAPayload(String body) {
    assertThrows(EngineIoDecodeException.class, () -> payload(DECODER, body));
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] bad = {'4', (byte) 0xC0, (byte) 0x80};
    assertThrows(EngineIoDecodeException.class, () -> DECODER.text(bad, 0, 3));
    assertThrows(EngineIoDecodeException.class, () -> DECODER.payload(bad, 0, 3));
  }

  @Test
  void boundsAPacket() throws Exception {
    EngineIoDecoder decoder = new EngineIoDecoder(new EngineIoLimits(5, 100, 10));
    assertEquals(4, text(decoder, "4abcd").dataLength());
    assertThrows(EngineIoDecodeException.class, () -> text(decoder, "4abcde"));
    assertEquals(5, decoder.binary(new byte[5], 0, 5).dataLength());
    assertThrows(EngineIoDecodeException.class, () -> decoder.binary(new byte[6], 0, 6));
    assertEquals(2, payload(decoder, "4abcd\u001e4abcd").size());
    assertThrows(EngineIoDecodeException.class, () -> payload(decoder, "4abcd\u001e4abcde"));
  }

  @Test
  void boundsAPayload() throws Exception {
    EngineIoDecoder decoder = new EngineIoDecoder(new EngineIoLimits(100, 7, 3));
    assertEquals(3, payload(decoder, "2\u001e2\u001e222").size());
    assertThrows(EngineIoDecodeException.class, () -> payload(decoder, "2\u001e2\u001e2222"));
    assertThrows(EngineIoDecodeException.class, () -> payload(decoder, "2\u001e2\u001e2\u001e2"));
  }

  @Test
  void limitsAreCheckedWhenTheyAreMade() {
    assertThrows(IllegalArgumentException.class, () -> new EngineIoLimits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new EngineIoLimits(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new EngineIoLimits(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new EngineIoPayload(List.of()));
  }
}
