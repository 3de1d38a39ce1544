package com.augmentalis.netavanue.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends and reads the bytes that a test names; every read has a time-out. */
public final class RawClient implements AutoCloseable {

  private static final int TIMEOUT_MS = 5_000;

  /** A response of HTTP. */
  public record Response(int status, Map<String, String> headers, String body) {
    /** A header by its lower-case name, or null. */
    public String header(String name) {
      return headers.get(name);
    }
  }

  /** A WebSocket frame. */
  public static final class Frame {
    private final int firstByte;
    private final byte[] payload;

    Frame(int firstByte, byte[] payload) {
      this.firstByte = firstByte;
      this.payload = payload;
    }

    public int firstByte() {
      return firstByte;
    }

    public byte[] payload() {
      return payload;
    }

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame, 1005 if it has none. */
    public int closeCode() {
      return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }
  }

  private final int port;
  private final Socket socket = new Socket();
  private final DataInputStream in;

  public RawClient(int port) throws IOException {
    this(port, 0);
  }

  /** Connects with a receive buffer of a size, 0 for the system's. */
  public RawClient(int port, int receiveBuffer) throws IOException {
    this.port = port;
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
    in = new DataInputStream(socket.getInputStream());
  }

  public Socket socket() {
    return socket;
  }

  public InputStream input() {
    return in;
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a request of HTTP/1.1; header lines end by CRLF. */
  public RawClient request(String method, String target, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String length = body.isEmpty() ? "" : "Content-Length: " + bytes.length + "\r\n";
    return send(method
            + " "
            + target
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\n"
            + length
            + headers
            + "\r\n")
        .send(bytes);
  }

  public Response get(String target) throws IOException {
    return request("GET", target, "", "").response();
  }

  public Response post(String target, String body) throws IOException {
    return request("POST", target, "", body).response();
  }

  /** Reads a response. */
  public Response response() throws IOException {
    String head = head();
    String[] lines = head.split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length - 2; i++) {
      String[] header = lines[i].split(": ?", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Response(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
  }

  /** Reads up to the blank line. */
  public String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readByte());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** The request that opens a WebSocket. */
  public static String upgradeRequest(String target, int port, String headers) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + headers
        + "\r\n";
  }

  /** Opens a WebSocket and reads the head of the response. */
  public RawClient webSocket(String target) throws IOException {
    String head = send(upgradeRequest(target, port, "")).head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no WebSocket: " + head);
    }
    return this;
  }

  /** Encodes a client's frame. */
  public static byte[] frame(int firstByte, byte[] payload, boolean masked) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int maskBit = masked ? 0x80 : 0;
    out.write(firstByte);
    if (payload.length < 126) {
      out.write(maskBit | payload.length);
    } else if (payload.length <= 0xFFFF) {
      out.write(maskBit | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(maskBit | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    byte[] mask = {0x12, 0x34, 0x56, 0x78};
    if (masked) {
      out.writeBytes(mask);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ mask[i & 3] : payload[i]);
    }
    return out.toByteArray();
  }

  /** Sends a masked text frame. */
  public RawClient text(String text) throws IOException {
    return send(frame(0x81, text.getBytes(StandardCharsets.UTF_8), true));
  }

  /** Sends a masked binary frame. */
  public RawClient binary(byte[] bytes) throws IOException {
    return send(frame(0x82, bytes, true));
  }

  /** Reads a frame of the server, which must not be masked. */
  public Frame frame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((second & 0x80) != 0) {
      throw new IOException("a server must not mask");
    }
    long length = second;
    if (second == 126) {
      length = in.readUnsignedShort();
    } else if (second == 127) {
      length = in.readLong();
    }
    return new Frame(first, in.readNBytes((int) length));
  }

  /** Reads a frame that must be text. */
  public String readText() throws IOException {
    Frame frame = frame();
    if (frame.firstByte() != 0x81) {
      throw new IOException("not a text frame: " + frame.firstByte() + " " + frame.text());
    }
    return frame.text();
  }

  /** Reads text frames until one that is no ping. */
  public String readMessage() throws IOException {
    String text = readText();
    while (text.equals("2")) {
      text = readText();
    }
    return text;
  }

  /** Reads until the end of the stream; frames before it are passed over. */
  public void awaitEnd() throws IOException {
    try {
      while (in.read() >= 0) {
        // What was still under way.
      }
    } catch (java.net.SocketException reset) {
      // An end as well.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
