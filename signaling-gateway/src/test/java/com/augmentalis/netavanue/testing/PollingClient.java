package com.augmentalis.netavanue.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** An Engine.IO client over HTTP long-polling, for one session. */
public final class PollingClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;
  private final JsonObject handshake;

  private PollingClient(String base, JsonObject handshake) {
    this.base = base;
    this.handshake = handshake;
  }

  /** Opens a session on a path such as {@code /engine.io/}. */
  public static PollingClient open(int port, String path) {
    String base = "http://127.0.0.1:" + port + path + "?EIO=4&transport=polling";
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(base)));
    if (response.statusCode() != 200 || !response.body().startsWith("0{")) {
      throw new AssertionError("no session: " + response.statusCode() + " " + response.body());
    }
    return new PollingClient(base, new JsonObject(response.body().substring(1)));
  }

  /** Opens a session on {@code /socket.io/} and connects to the namespace {@code /}. */
  public static PollingClient connect(int port) {
    PollingClient client = open(port, "/socket.io/");
    client.post("40");
    StringBuilder received = new StringBuilder();
    while (!received.toString().contains("42[\"auth\"")) {
      received.append(client.poll().body()).append('\u001e');
    }
    return client;
  }

  /** Sends any request of the test's own making to a server and returns the response. */
  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(RawConnection.PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A request to a path and query of the server at this port. */
  public static HttpRequest.Builder request(int port, String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
  }

  /** The payload of the {@code open} packet. */
  public JsonObject handshake() {
    return handshake;
  }

  /** The session id. */
  public String sid() {
    return handshake.getString("sid");
  }

  /** The session's request target, with its sid. */
  public String target() {
    return URI.create(url()).getRawPath() + "?" + URI.create(url()).getRawQuery();
  }

  /** The request target of a WebSocket that joins this session. */
  public String webSocketTarget() {
    return target().replace("transport=polling", "transport=websocket");
  }

  /** Receives by one GET. */
  public HttpResponse<String> poll() {
    return send(HttpRequest.newBuilder(URI.create(url())));
  }

  /** Starts a GET. */
  public CompletableFuture<HttpResponse<String>> pollAsync() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url())).timeout(RawConnection.PATIENCE).build();
    return HTTP.sendAsync(request, BodyHandlers.ofString());
  }

  /** The next payload that is not a lone ping; a ping is answered. */
  public String next() {
    while (true) {
      HttpResponse<String> response = poll();
      if (response.statusCode() != 200) {
        throw new AssertionError("poll: " + response.statusCode() + " " + response.body());
      }
      if (!response.body().equals("2")) {
        return response.body();
      }
      post("3");
    }
  }

  /** Sends by one POST. */
  public HttpResponse<String> post(String payload) {
    return send(HttpRequest.newBuilder(URI.create(url())).POST(BodyPublishers.ofString(payload)));
  }

  /** Polls until the session is gone, that is, until a GET is answered with 400. */
  public void pollUntilGone() {
    HttpResponse<String> response = poll();
    while (response.statusCode() == 200) {
      response = poll();
    }
    if (response.statusCode() != 400) {
      throw new AssertionError("expected 400, got " + response.statusCode());
    }
  }

  private String url() {
    return base + "&sid=" + sid();
  }
}
