package com.augmentalis.netavanue.server.e2e;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/** A device with the stock Java Socket.IO client. */
final class TestDevice implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final String fingerprint;
  private final String publicKey;
  private final Socket socket;
  private final BlockingQueue<JsonObject> pushes = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> disconnected = new CompletableFuture<>();

  private TestDevice(String url, String fingerprint, String publicKey, String authFingerprint) {
    this.fingerprint = fingerprint;
    this.publicKey = publicKey;
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.reconnection = false;
    options.transports = new String[] {"websocket"};
    if (authFingerprint != null) {
      options.auth = Map.of("fingerprint", authFingerprint);
    }
    socket = IO.socket(URI.create(url + "/signaling"), options);
    socket.on("message", args -> pushes.add(new JsonObject(args[0].toString())));
    socket.on(Socket.EVENT_DISCONNECT, args -> disconnected.complete(Arrays.toString(args)));
  }

  /** A connected device that has not said who it is. */
  static TestDevice connect(String url) {
    byte[] random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    return new TestDevice(
            url, HexFormat.of().formatHex(random), Base64.getEncoder().encodeToString(random), null)
        .connected();
  }

  /** A connected, registered device. */
  static TestDevice register(String url) {
    TestDevice device = connect(url);
    device.request("REGISTER_DEVICE", device.introduction(), "DEVICE_REGISTERED");
    return device;
  }

  /** Another connection of the same device, which names it when it connects. */
  TestDevice reconnect(String url) {
    return new TestDevice(url, fingerprint, publicKey, fingerprint).connected();
  }

  private TestDevice connected() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    socket.once(Socket.EVENT_CONNECT, args -> done.complete(null));
    socket.connect();
    done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return this;
  }

  String fingerprint() {
    return fingerprint;
  }

  JsonObject introduction() {
    return new JsonObject()
        .put("fingerprint", fingerprint)
        .put("publicKey", publicKey)
        .put("deviceName", "Device " + fingerprint.substring(0, 4))
        .put("platform", "DESKTOP");
  }

  static JsonObject capabilities(int cores) {
    return new JsonObject().put("cpuCores", cores).put("ramMb", 1024).put("batteryPercent", 80);
  }

  JsonObject createRequest(String token) {
    return new JsonObject()
        .put("fingerprint", fingerprint)
        .put("licenseToken", token)
        .put("sessionType", "CALL")
        .put("capabilities", capabilities(8));
  }

  JsonObject joinRequest(String inviteCode) {
    return new JsonObject()
        .put("fingerprint", fingerprint)
        .put("inviteCode", inviteCode)
        .put("capabilities", capabilities(2));
  }

  JsonObject create(String token) {
    return request("CREATE_SESSION", createRequest(token), "SESSION_CREATED");
  }

  JsonObject join(String inviteCode) {
    return request("JOIN_SESSION", joinRequest(inviteCode), "SESSION_JOINED");
  }

  JsonObject offer(String sessionId, TestDevice to, String sdp) {
    return new JsonObject()
        .put("sessionId", sessionId)
        .put("fromFingerprint", fingerprint)
        .put("toFingerprint", to.fingerprint)
        .put("sdp", sdp);
  }

  /** Sends a request with an ack and gives its reply. */
  JsonObject request(String event, JsonObject message) {
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    socket.emit(event, new Object[] {json(message)}, (Ack) args -> reply.complete(first(args)));
    return reply.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Sends a request with an ack whose reply must be of a type. */
  JsonObject request(String event, JsonObject message, String expectedType) {
    JsonObject reply = request(event, message);
    if (!expectedType.equals(reply.getString("type"))) {
      throw new AssertionError(event + " was answered by " + reply);
    }
    return reply;
  }

  /** Sends a request that asks for no ack. */
  void send(String event, JsonObject message) {
    socket.emit(event, json(message));
  }

  /** The next push, which must be of a type. */
  JsonObject nextPush(String expectedType) {
    JsonObject push = anyPush();
    if (!expectedType.equals(push.getString("type"))) {
      throw new AssertionError("expected " + expectedType + " but got " + push);
    }
    return push;
  }

  /** The next push. */
  JsonObject anyPush() {
    try {
      JsonObject push = pushes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (push == null) {
        throw new AssertionError("no push came");
      }
      return push;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether no push is waiting. */
  boolean isQuiet() {
    return pushes.isEmpty();
  }

  /** Waits until the server has parted with this device. */
  String awaitDisconnect() {
    return disconnected.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.disconnect();
  }

  private static JsonObject first(Object[] args) {
    return new JsonObject(args[0].toString());
  }

  private static JSONObject json(JsonObject message) {
    try {
      return new JSONObject(message.encode());
    } catch (JSONException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
