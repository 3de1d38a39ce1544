package com.augmentalis.netavanue.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.bench.client.Target;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final Target TARGET =
      new Target("http://127.0.0.1:1", "/socket.io/", "/signaling");

  /** Without leak detection, which costs more than all that is tested here. */
  private static final UnpooledByteBufAllocator ALLOCATOR =
      new UnpooledByteBufAllocator(true, true);

  private static final String HEAD = "42/signaling,";

  private final Offer offer = new Offer(ALLOCATOR, TARGET, "s1", "a".repeat(64), "b".repeat(64));

  @AfterEach
  void release() {
    offer.release();
  }

  private String packet() {
    ByteBuf frame = offer.copy(ALLOCATOR);
    byte[] text = new byte[frame.getUnsignedShort(2)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (frame.getByte(8 + i) ^ frame.getByte(4 + i % 4));
    }
    frame.release();
    return new String(text, StandardCharsets.US_ASCII);
  }

  @Test
  void theObjectHasItsSizeWhateverTheIds() throws JsonProcessingException {
    for (String session : new String[] {"s", "0b6e2f3c-56f4-4c6f-9d35-8a6a4b1b1c11"}) {
      String object = Offer.object(session, "a".repeat(64), "b".repeat(64));
      assertEquals(Offer.OBJECT_BYTES, object.length());
      JsonNode json = new ObjectMapper().readTree(object);
      assertEquals(session, json.path("sessionId").asText());
      assertEquals("a".repeat(64), json.path("fromFingerprint").asText());
      assertEquals("b".repeat(64), json.path("toFingerprint").asText());
      assertTrue(json.path("sdp").asText().startsWith("v=0\r\no=- "));
      assertTrue(json.path("sdp").asText().endsWith("\r\n"));
      assertEquals(4, json.size());
    }
  }

  @Test
  void refusesIdsThatLeaveNoRoom() {
    String session = "s".repeat(1_000);
    assertThrows(
        IllegalArgumentException.class,
        () -> Offer.object(session, "a".repeat(64), "b".repeat(64)));
  }

  @Test
  void everyMessageHasItsAckIdAndVersion() throws JsonProcessingException {
    for (int i = 0; i < 20_000; i++) {
      offer.advance();
      if (i % 997 == 0 || (i > 8_990 && i < 9_010)) {
        String packet = packet();
        int data = packet.indexOf('[');
        assertEquals(HEAD + offer.ackId(), packet.substring(0, data), "message " + i);
        JsonNode json = new ObjectMapper().readTree(packet.substring(data));
        assertEquals("SDP_OFFER", json.path(0).asText());
        long version = Offer.FIRST_VERSION + i;
        assertEquals(version, offer.version());
        assertTrue(
            json.path(1).path("sdp").asText().contains(Offer.VERSION_MARKER + version + " IN IP4"));
      }
    }
  }

  @Test
  void anAckIdComesAgainOnlyAfterThousands() {
    offer.advance();
    int first = offer.ackId();
    int messages = 0;
    do {
      offer.advance();
      messages++;
    } while (offer.ackId() != first);
    assertEquals(8_999, messages);
  }
}
