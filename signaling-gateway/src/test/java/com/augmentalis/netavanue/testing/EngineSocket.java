package com.augmentalis.netavanue.testing;

import io.vertx.core.json.JsonObject;

/**
 * An Engine.IO client over a raw WebSocket. It answers the server's pings while it reads, so that a
 * session lives as long as its test is at work.
 */
public final class EngineSocket implements AutoCloseable {

  private final RawWebSocket webSocket;
  private final JsonObject handshake;

  private EngineSocket(RawWebSocket webSocket, JsonObject handshake) {
    this.webSocket = webSocket;
    this.handshake = handshake;
  }

  /** Opens a session on a path such as {@code /engine.io/} and reads its {@code open} packet. */
  public static EngineSocket open(int port, String path) {
    return opened(RawWebSocket.open(port, path + "?EIO=4&transport=websocket"));
  }

  /** Takes over a WebSocket whose next frame is the {@code open} packet. */
  public static EngineSocket opened(RawWebSocket webSocket) {
    String open = webSocket.read().text();
    if (!open.startsWith("0{")) {
      throw new AssertionError("not an open packet: " + open);
    }
    return new EngineSocket(webSocket, new JsonObject(open.substring(1)));
  }

  /** Takes over a WebSocket that joined a session opened by polling. */
  public static EngineSocket upgraded(RawWebSocket webSocket) {
    return new EngineSocket(webSocket, new JsonObject());
  }

  /** Opens a session on {@code /socket.io/} and connects to a namespace. */
  public static EngineSocket connect(int port, String namespace) {
    EngineSocket socket = open(port, "/socket.io/");
    socket.join(namespace);
    return socket;
  }

  /** Connects to a further namespace and returns the server's CONNECT packet's payload. */
  public JsonObject join(String namespace) {
    String prefix = namespace.equals("/") ? "" : namespace + ",";
    send("40" + prefix);
    String answer = next();
    if (!answer.startsWith("40" + prefix + "{")) {
      throw new AssertionError("not connected to " + namespace + ": " + answer);
    }
    String auth = next();
    if (!auth.startsWith("42" + prefix + "[\"auth\"")) {
      throw new AssertionError("no auth event in " + namespace + ": " + auth);
    }
    return new JsonObject(answer.substring(2 + prefix.length()));
  }

  /** The payload of the {@code open} packet. */
  public JsonObject handshake() {
    return handshake;
  }

  /** The session id. */
  public String sid() {
    return handshake.getString("sid");
  }

  /** The WebSocket below. */
  public RawWebSocket webSocket() {
    return webSocket;
  }

  /** Sends a text packet. */
  public void send(String packet) {
    webSocket.send(packet);
  }

  /** Sends a binary packet. */
  public void send(byte[] payload) {
    webSocket.send(payload);
  }

  /** The next packet in text that is not a ping; pings are answered. */
  public String next() {
    Frame frame = nextFrame();
    if (frame.opcode() != Frame.TEXT) {
      throw new AssertionError("expected a text packet, got opcode " + frame.opcode());
    }
    return frame.text();
  }

  /** The next binary packet; pings before it are answered. */
  public byte[] nextBinary() {
    Frame frame = nextFrame();
    if (frame.opcode() != Frame.BINARY) {
      throw new AssertionError("expected a binary packet, got " + frame.text());
    }
    return frame.payload();
  }

  /** The next frame that is not a heartbeat. */
  public Frame nextFrame() {
    while (true) {
      Frame frame = webSocket.read();
      if (frame.opcode() == Frame.TEXT && frame.text().equals("2")) {
        webSocket.send("3");
      } else {
        return frame;
      }
    }
  }

  /** Reads until the server has closed; see {@link RawWebSocket#readUntilClosed}. */
  public int readUntilClosed() {
    return webSocket.readUntilClosed();
  }

  @Override
  public void close() {
    webSocket.close();
  }
}
