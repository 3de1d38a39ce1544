package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Engine.IO 4, "HTTP long-polling": requests, headers, and what goes wrong. */
class PollingConformanceTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final String UNKNOWN = "/engine.io/?EIO=4&transport=polling&sid=unknown";

  @Test
  void acknowledgesAPostWithOk() {
    HttpResponse<String> response = session().post("4hello");
    assertEquals(200, response.statusCode());
    assertEquals("ok", response.body());
  }

  @Test
  void takesPacketsByPostAndGivesThemByGet() {
    PollingClient client = session();
    client.post("4hello");
    HttpResponse<String> response = client.poll();
    assertEquals(200, response.statusCode());
    assertEquals("4hello", response.body());
  }

  @Test
  void answersAWaitingGetAsSoonAsThereIsAPacket() {
    PollingClient client = session();
    CompletableFuture<HttpResponse<String>> poll = client.pollAsync();
    assertEquals(200, client.post("4late").statusCode());
    HttpResponse<String> response = poll.join();
    assertEquals(200, response.statusCode());
    assertEquals("4late", response.body());
  }

  @Test
  void refusesAGetWithAnUnknownSid() {
    assertEquals(
        400, PollingClient.send(PollingClient.request(SERVER.port(), UNKNOWN)).statusCode());
  }

  @Test
  void refusesAPostWithAnUnknownSid() {
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      assertEquals(400, connection.post(UNKNOWN, bytes("4hello")).status());
    }
  }

  @Test
  void marksTextAsTextAndSendsNoBareBinary() {
    PollingClient client = session();
    client.post("bAQIDBA==");
    HttpResponse<String> response = client.poll();
    assertEquals("bAQIDBA==", response.body());
    String type = response.headers().firstValue("Content-Type").orElseThrow();
    assertTrue(
        type.toLowerCase(Locale.ROOT).replace(" ", "").startsWith("text/plain;charset=utf-8"),
        type);
  }

  @Test
  void readsABodyWithoutContentTypeAsPlainText() {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      RawResponse response = connection.post(client.target(), bytes("4h\u00e9llo \u20ac"));
      assertEquals(200, response.status());
    }
    assertEquals("4h\u00e9llo \u20ac", client.poll().body());
  }

  @Test
  void closesTheSessionOnASecondGetAtTheSameTime() throws Exception {
    PollingClient client = session();
    CompletableFuture<HttpResponse<String>> first = client.pollAsync();
    CompletableFuture<HttpResponse<String>> second = client.pollAsync();
    // Which of them the server sees first is open; one must end the session, the other be ended.
    Set<Integer> statuses = Set.of(first.join().statusCode(), second.join().statusCode());
    assertEquals(Set.of(200, 400), statuses);
    HttpResponse<String> ended = first.join().statusCode() == 200 ? first.join() : second.join();
    assertEquals("1", ended.body());
    assertEquals(400, client.poll().statusCode());
    assertEquals(400, client.post("4hello").statusCode());
  }

  @Test
  void closesTheSessionOnASecondPostAtTheSameTime() {
    PollingClient client = session();
    try (RawConnection slow = RawConnection.open(SERVER.port())) {
      slow.write(slow.head("POST", client.target(), "Content-Length: 10") + "4half");
      // Until the server has seen the head above, further POSTs are in order.
      HttpResponse<String> other = client.post("4whole");
      while (other.statusCode() == 200) {
        other = client.post("4whole");
      }
      assertEquals(400, other.statusCode());
      assertEquals(400, client.poll().statusCode());
    }
  }

  @Test
  void closesTheSessionOnAnInvalidPacket() {
    for (String payload : List.of("abc", "4a\u001e", "\u001e4a", "7", "")) {
      PollingClient client = session();
      client.post(payload);
      client.pollUntilGone();
    }
  }

  @Test
  void closesTheSessionOnACancelledGet() {
    PollingClient client = session();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      client.post("4here");
      // The answer proves that the connection works; the GET behind it is then left pending.
      assertEquals("4here", connection.get(client.target()).text());
      connection.write(connection.head("GET", client.target()));
    }
    client.pollUntilGone();
  }

  @Test
  void closesTheSessionOnAClosePacketAndReleasesAWaitingGet() {
    PollingClient client = session();
    CompletableFuture<HttpResponse<String>> poll = client.pollAsync();
    assertEquals(200, client.post("1").statusCode());
    HttpResponse<String> response = poll.join();
    // A GET that came after the close finds no session.
    assertTrue(
        response.statusCode() == 400 || response.body().equals("6"),
        () -> response.statusCode() + " " + response.body());
    assertEquals(400, client.poll().statusCode());
  }

  @Test
  void allowsEveryOriginToReadAndAnswersPreflights() {
    HttpResponse<String> response =
        PollingClient.send(
            PollingClient.request(SERVER.port(), "/engine.io/?EIO=4&transport=polling")
                .header("Origin", "http://elsewhere.example"));
    assertEquals(200, response.statusCode());
    assertEquals("*", response.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      connection.write(
          connection.head(
              "OPTIONS",
              "/engine.io/?EIO=4&transport=polling",
              "Origin: http://elsewhere.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: content-type"));
      RawResponse preflight = connection.readResponse();
      assertTrue(preflight.status() == 204 || preflight.status() == 200);
      assertEquals("*", preflight.headers().get("access-control-allow-origin"));
      assertTrue(preflight.headers().get("access-control-allow-methods").contains("POST"));
    }
  }

  @Test
  void refusesASessionOfAnotherTransport() {
    // A session that began on a WebSocket is not to be had by polling.
    try (EngineSocket socket = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      String target = "/engine.io/?EIO=4&transport=polling&sid=" + socket.sid();
      assertEquals(
          400, PollingClient.send(PollingClient.request(SERVER.port(), target)).statusCode());
      socket.send("4still here");
      assertEquals("4still here", socket.next());
    }
  }

  private static PollingClient session() {
    return PollingClient.open(SERVER.port(), "/engine.io/");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
