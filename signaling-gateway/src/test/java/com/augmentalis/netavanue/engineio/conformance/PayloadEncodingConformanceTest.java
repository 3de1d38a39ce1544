package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.RawConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "Packet encoding" on HTTP long-polling. */
class PayloadEncodingConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4hello",
        "4",
        "4a\u001e4b\u001e4c",
        "4hello\u001ebAQIDBA==",
        "bAQIDBA==\u001ebBQ==\u001e4text",
        "b",
        "4\u20ac\u00e9\ud83d\ude00\u001e4\u0000",
      })
  void echoesPayloadsAsTheyCame(String payload) {
    PollingClient client = session();
    assertEquals(200, client.post(payload).statusCode());
    assertEquals(payload, client.poll().body());
  }

  @Test
  void encodesBinaryAsBase64WithItsPrefix() {
    PollingClient client = session();
    for (int length = 0; length < 8; length++) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) (0xf8 | length));
      String packet = "b" + Base64.getEncoder().encodeToString(payload);
      assertEquals(200, client.post(packet).statusCode());
      assertEquals(packet, client.poll().body());
    }
  }

  @Test
  void joinsSeveralPacketsWithTheRecordSeparator() {
    PollingClient client = session();
    client.post("4one");
    client.post("bAQI=");
    client.post("4three");
    assertEquals("4one\u001ebAQI=\u001e4three", client.poll().body());
  }

  @Test
  void decodesUtf8CutAnywhereInTheRequestStream() {
    byte[] body = "4\u20ac\ud83d\ude00\u00e9\u001e4z".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= body.length; cut++) {
      PollingClient client = session();
      try (RawConnection connection = RawConnection.open(SERVER.port())) {
        connection.write(
            connection.head("POST", client.target(), "Content-Length: " + body.length));
        connection.write(Arrays.copyOf(body, cut));
        connection.write(Arrays.copyOfRange(body, cut, body.length));
        assertEquals("ok", connection.readResponse().text());
      }
      assertEquals(new String(body, StandardCharsets.UTF_8), client.poll().body());
    }
  }

  @Test
  void takesAPayloadOfExactlyTheAnnouncedMaximum() {
    PollingClient client = session();
    int max = client.handshake().getInteger("maxPayload");
    String payload = "4" + "x".repeat(max - 1);
    assertEquals(200, client.post(payload).statusCode());
    assertEquals(payload, client.poll().body());
  }

  private static PollingClient session() {
    return PollingClient.open(SERVER.port(), "/engine.io/");
  }
}
