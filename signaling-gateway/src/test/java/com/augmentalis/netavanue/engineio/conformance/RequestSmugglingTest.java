package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests whose length two readers could understand differently (RFC 9112 section 11.2). A proxy
 * in front may have read the other meaning, so none of them may be followed by a second request.
 */
class RequestSmugglingTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nContent-Length: 6",
        "Content-Length: 0\nTransfer-Encoding: chunked",
        "Content-Length: 5\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: five",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: identity, chunked, identity",
        "Transfer-Encoding: xchunked",
        "Content-Length : 5",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\nTransfer-Encoding: identity"
      })
  void answersAtMostOnceAndCloses(String lengthHeaders) {
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
      String hidden = connection.head("GET", "/engine.io/?EIO=4&transport=polling&hidden=1");
      connection.write(
          connection.head("POST", client.target(), lengthHeaders.split("\n"))
              + "0\r\n\r\n"
              + hidden);
      assertNothingSmuggled(connection, lengthHeaders);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\n4hell\r\n0\r\n\r\n",
        "5;x=\"\r\n\"\r\n4hell\r\n0\r\n\r\n",
        "0x5\r\n4hell\r\n0\r\n\r\n",
        "-5\r\n4hell\r\n0\r\n\r\n",
        "+5\r\n4hell\r\n0\r\n\r\n",
        "5 5\r\n4hell\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n4hell\r\n0\r\n\r\n",
        "80000000\r\n4hell\r\n0\r\n\r\n",
        "zz\r\n4hell\r\n0\r\n\r\n"
      })
  void survivesMalformedChunkSizes(String body) {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(
          connection.head("POST", client.target(), "Transfer-Encoding: chunked") + body);
      // What is not refused at once waits for more; either way nothing has been taken as a packet.
      connection.offer("\r\n\r\n");
    }
  }

  @Test
  void readsPipelinedRequestsInOrder() {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      String post = connection.head("POST", client.target(), "Content-Length: 4") + "4one";
      String get = connection.head("GET", client.target());
      connection.write(post + get + post + get);
      for (String expected : List.of("ok", "4one", "ok", "4one")) {
        assertEquals(expected, connection.readResponse().text());
      }
    }
  }

  @Test
  void treatsAnHttp10RequestWithTransferEncodingAsSuspicious() {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      String head =
          connection
              .head("POST", client.target(), "Transfer-Encoding: chunked", "Connection: keep-alive")
              .replace("HTTP/1.1", "HTTP/1.0");
      String hidden = connection.head("GET", "/engine.io/?EIO=4&transport=polling&hidden=1");
      connection.write(head + "0\r\n\r\n" + hidden);
      assertNothingSmuggled(connection, "HTTP/1.0");
    }
  }

  private static void assertNothingSmuggled(RawConnection connection, String what) {
    String answer = new String(connection.readUntilClosed(), StandardCharsets.ISO_8859_1);
    int responses = answer.split("HTTP/1\\.[01] ", -1).length - 1;
    assertTrue(responses <= 1, what + " was followed by a hidden request:\n" + answer);
    assertTrue(!answer.contains("\"sid\""), what + " opened a session:\n" + answer);
  }
}
