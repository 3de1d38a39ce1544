package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP clients that break the polling transport's rules or bounds. */
class HostilePollingTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final int MAX_PAYLOAD = 1_000_000;

  @AfterEach
  void servesTheNext() {
    Probe.assertServes(SERVER.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constructor",
        "__proto__",
        "toString",
        "hasOwnProperty",
        "prototype",
        "valueOf",
        "..",
        "POLLING",
        "Polling",
        "websocket%00",
        "polling%0d%0a",
        "null",
        "[object%20Object]"
      })
  void refusesBogusTransportNames(String name) {
    String target = "/engine.io/?EIO=4&transport=" + name;
    assertEquals(400, get(target));
    assertTrue(RawWebSocket.isRefused(SERVER.port(), target));
    PollingClient client = session();
    String known = target + "&sid=" + client.sid();
    assertEquals(400, get(known));
    assertTrue(RawWebSocket.isRefused(SERVER.port(), known));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EIO=4&transport[]=polling",
        "EIO[]=4&transport=polling",
        "EIO=4&transport[a]=polling",
        "%45IO=5&transport=polling",
        "EIO=4&transport=polling&sid=__proto__",
        "EIO=4&transport=polling&sid=constructor",
        "EIO=4&transport=polling&sid=%00",
        "EIO=4&transport=polling&sid=%zz",
        "EIO=%",
        "&&&===&",
        "EIO=4&transport=polling%"
      })
  void refusesBogusQueries(String query) {
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(connection.head("GET", "/engine.io/?" + query));
      int status = connection.statusOrClosed();
      assertTrue(status == 400 || status == 0, query + ": " + status);
    }
  }

  @Test
  void takesNoByteMoreThanTheMaximumByContentLength() {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(
          connection.head("POST", client.target(), "Content-Length: " + (MAX_PAYLOAD + 1)));
      byte[] body = new byte[MAX_PAYLOAD + 1];
      Arrays.fill(body, (byte) '4');
      connection.offer(body);
      assertRefused(connection.statusOrClosed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000001", "2147483648", "9223372036854775807"})
  void refusesTheMereAnnouncementOfTooMuch(String length) {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(connection.head("POST", client.target(), "Content-Length: " + length));
      // Not one byte of the body: the answer must not wait for it.
      assertRefused(connection.statusOrClosed());
    }
  }

  @Test
  void stopsReadingAnEndlessChunkedBody() {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(connection.head("POST", client.target(), "Transfer-Encoding: chunked"));
      byte[] chunk = ("10000\r\n" + "4".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
      int sent = 0;
      while (sent < 1_000 && connection.available() == 0 && connection.offer(chunk)) {
        sent++;
      }
      assertTrue(sent < 1_000, "the server took 64 MB");
      assertRefused(connection.statusOrClosed());
    }
  }

  @Test
  void countsTheChunksOfABody() {
    byte[] body = new byte[MAX_PAYLOAD];
    Arrays.fill(body, (byte) '4');
    assertEquals(200, postInChunks(body, 9_973));
    assertRefused(postInChunks(Arrays.copyOf(body, MAX_PAYLOAD + 1), 9_973));
    assertEquals(200, postInChunks("4tiny".getBytes(StandardCharsets.UTF_8), 1));
  }

  @Test
  void inflatesNothing() {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      byte[] gzipMagic = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
      connection.write(
          connection.head(
              "POST",
              client.target(),
              "Content-Encoding: gzip",
              "Content-Length: " + gzipMagic.length));
      connection.write(gzipMagic);
      connection.statusOrClosed();
    }
    client.pollUntilGone();
  }

  @Test
  void boundsAPayloadOfAMillionTinyPackets() {
    PollingClient client = session();
    // 500,000 empty messages: each would cost far more than its two bytes.
    HttpResponse<String> response = client.post("4\u001e".repeat(MAX_PAYLOAD / 2 - 1) + "4");
    assertTrue(List.of(200, 400, 413).contains(response.statusCode()), response::toString);
    client.post("1");
  }

  @Test
  void survivesAHalfSentBody() {
    for (int i = 0; i < 20; i++) {
      PollingClient client = session();
      RawConnection connection = RawConnection.open(SERVER.port());
      connection.write(connection.head("POST", client.target(), "Content-Length: 100") + "4half");
      if (i % 2 == 0) {
        connection.reset();
      } else {
        connection.close();
      }
    }
  }

  @Test
  void survivesResetsInTheMiddleOfARequest() {
    PollingClient client = session();
    String request;
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      request = connection.head("GET", client.target());
    }
    for (int cut = 1; cut < request.length(); cut += 5) {
      RawConnection connection = RawConnection.open(SERVER.port());
      connection.write(request.substring(0, cut));
      connection.reset();
    }
  }

  @Test
  void survivesHeadersAndTargetsWithoutEnd() {
    for (String start :
        List.of(
            "GET /engine.io/?EIO=4&transport=polling&sid=",
            "GET /engine.io/ HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
            "GET /engine.io/ HTTP/1.1\r\nHost: localhost\r\nX-")) {
      try (RawConnection connection = RawConnection.open(SERVER.port())) {
        connection.write(start);
        String more = start.endsWith("X-") ? "a: b\r\nX-".repeat(1_000) : "x".repeat(8_000);
        int sent = 0;
        while (sent < 2_000 && connection.available() == 0 && connection.offer(more)) {
          sent++;
        }
        assertTrue(sent < 2_000, "the server took 16 MB of " + start);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "TRACE", "DELETE", "PUT", "PATCH", "CONNECT", "FOO"})
  void refusesOtherMethodsOnASession(String method) {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(connection.head(method, client.target(), "Connection: close"));
      byte[] answer = connection.readUntilClosed();
      String text = new String(answer, StandardCharsets.ISO_8859_1);
      assertTrue(text.isEmpty() || text.startsWith("HTTP/1.1 4"), text);
    }
  }

  @Test
  void keepsParallelSessionsApart() {
    List<String> results =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i -> {
                  PollingClient client = session();
                  StringBuilder got = new StringBuilder();
                  for (int n = 0; n < 20; n++) {
                    client.post("4" + i + ":" + n);
                    got.append(client.next()).append(' ');
                  }
                  return got.toString();
                })
            .toList();
    for (int i = 0; i < results.size(); i++) {
      StringBuilder expected = new StringBuilder();
      for (int n = 0; n < 20; n++) {
        expected.append("4").append(i).append(':').append(n).append(' ');
      }
      assertEquals(expected.toString(), results.get(i));
    }
  }

  private static int postInChunks(byte[] body, int chunkSize) {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(connection.head("POST", client.target(), "Transfer-Encoding: chunked"));
      for (int from = 0; from < body.length; from += chunkSize) {
        byte[] chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + chunkSize));
        if (!connection.offer(Integer.toHexString(chunk.length) + "\r\n")
            || !connection.offer(chunk)
            || !connection.offer("\r\n")) {
          break;
        }
      }
      connection.offer("0\r\n\r\n");
      return connection.statusOrClosed();
    }
  }

  private static void assertRefused(int status) {
    assertTrue(status == 413 || status == 400 || status == 0, "status " + status);
  }

  private static int get(String target) {
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      return connection.get(target).status();
    }
  }

  private static PollingClient session() {
    return PollingClient.open(SERVER.port(), "/engine.io/");
  }
}
