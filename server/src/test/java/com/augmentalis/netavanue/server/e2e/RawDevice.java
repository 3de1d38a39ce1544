package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Plays the shipped NetAvanue client byte for byte over TCP: its blocks of 512 bytes while the 101
 * response comes, its unmasked frames, its CONNECT without auth, its ack ids from 0, its own pings,
 * and that it takes pushes by the event {@code message} only and passes over binary frames.
 */
final class RawDevice implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;
  private static final int BLOCK = 512;
  private static final String EVENT = "42/signaling,";
  private static final String ACK = "43/signaling,";

  private final Socket socket;
  private final DataInputStream in;
  private final String fingerprint;
  private final Queue<JsonObject> pushes = new ArrayDeque<>();
  private String head = "";
  private int nextAck;

  private RawDevice(String url, int receiveBuffer) throws IOException {
    URI address = URI.create(url);
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    byte[] random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    fingerprint = HexFormat.of().formatHex(random);
  }

  /** Asks for a WebSocket with further header lines, each ended by CRLF. */
  static RawDevice upgrade(String url, String headers, int receiveBuffer) throws IOException {
    RawDevice device = new RawDevice(url, receiveBuffer);
    device.write(
        ("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: "
                + URI.create(url).getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + headers
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    device.readHead();
    return device;
  }

  /** A device that is in the namespace, and has not said who it is. */
  static RawDevice connect(String url) throws IOException {
    return connect(url, 0);
  }

  static RawDevice connect(String url, int receiveBuffer) throws IOException {
    RawDevice device = upgrade(url, "", receiveBuffer);
    device.handshake();
    device.send("40/signaling,");
    String connected = device.read();
    assertTrue(connected.startsWith("40/signaling,{\"sid\":\""), connected);
    return device;
  }

  /** Reads until the blank line has come; what follows it in the same block is lost. */
  private void readHead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    while (!head.contains("\r\n\r\n")) {
      int count = in.read(block);
      if (count < 0) {
        throw new EOFException("no response: " + head);
      }
      bytes.write(block, 0, count);
      head = bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** The head of the response to the upgrade request. */
  String head() {
    return head;
  }

  /** Reads the open packet. */
  JsonObject handshake() throws IOException {
    String open = read();
    assertTrue(open.startsWith("0{"), open);
    return new JsonObject(open.substring(1));
  }

  String fingerprint() {
    return fingerprint;
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a text frame, not masked. */
  void send(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(bytes);
  }

  /** The next text frame; binary ones are passed over, pings of the server answered. */
  String read() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      if (first == 0x88) {
        throw new EOFException("closed by the server");
      }
      if (text.equals("2")) {
        send("3");
      } else if (first == 0x81) {
        return text;
      }
    }
  }

  /** What the client does every pingInterval, though the server pings it as well. */
  void ping() throws IOException {
    send("2");
    String answer = read();
    while (!answer.equals("3")) {
      keepPush(answer);
      answer = read();
    }
  }

  /** Sends a request with the next ack id and gives the first element of its ack. */
  JsonObject request(String event, JsonObject message) throws IOException {
    return requestText(event, message.encode());
  }

  /** As {@link #request}, for messages that no JSON writer would write. */
  JsonObject requestText(String event, String message) throws IOException {
    String id = Integer.toString(nextAck++);
    send(EVENT + id + "[\"" + event + "\"," + message + "]");
    while (true) {
      String text = read();
      if (text.startsWith(ACK)) {
        int args = text.indexOf('[');
        assertEquals(id, text.substring(ACK.length(), args));
        return new JsonArray(text.substring(args)).getJsonObject(0);
      }
      keepPush(text);
    }
  }

  /** As {@link #request}, for a reply that must be of a type. */
  JsonObject request(String event, JsonObject message, String expectedType) throws IOException {
    JsonObject reply = request(event, message);
    assertEquals(expectedType, reply.getString("type"), reply::encode);
    return reply;
  }

  /** The next push, which must be of a type. */
  JsonObject nextPush(String expectedType) throws IOException {
    while (pushes.isEmpty()) {
      keepPush(read());
    }
    JsonObject push = pushes.remove();
    assertEquals(expectedType, push.getString("type"), push::encode);
    return push;
  }

  private void keepPush(String text) {
    assertTrue(text.startsWith(EVENT + "[\"message\",{\"type\":\""), text);
    pushes.add(new JsonArray(text.substring(EVENT.length())).getJsonObject(1));
  }

  /** Reads on until the server has closed the connection, whatever still comes. */
  void awaitEnd() throws IOException {
    byte[] dropped = new byte[65_536];
    try {
      while (in.read(dropped) >= 0) {
        // What was still under way.
      }
    } catch (SocketException reset) {
      // An end as well.
    }
  }

  /** REGISTER_DEVICE as the client writes it: what holds its default is left out. */
  JsonObject introduction(String publicKey, String platform) {
    return new JsonObject()
        .put("fingerprint", fingerprint)
        .put("publicKey", publicKey)
        .put("deviceName", "Shipped")
        .put("platform", platform);
  }

  JsonObject createRequest() {
    return new JsonObject()
        .put("fingerprint", fingerprint)
        .put("licenseToken", "dev-pro")
        .put("sessionType", "CALL")
        .put("capabilities", capabilities());
  }

  JsonObject joinRequest(String inviteCode) {
    return new JsonObject()
        .put("inviteCode", inviteCode)
        .put("fingerprint", fingerprint)
        .put("capabilities", capabilities());
  }

  private static JsonObject capabilities() {
    return new JsonObject().put("cpuCores", 4).put("ramMb", 2_048);
  }

  /** A relay's fields, but for what it carries. */
  JsonObject relay(String sessionId, String toFingerprint) {
    return new JsonObject()
        .put("sessionId", sessionId)
        .put("fromFingerprint", fingerprint)
        .put("toFingerprint", toFingerprint);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
