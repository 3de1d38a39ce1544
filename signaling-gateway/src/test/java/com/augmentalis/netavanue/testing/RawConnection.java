package com.augmentalis.netavanue.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One TCP connection to a server under test, written and read byte by byte.
 *
 * <p>Reads block the calling test, but never for longer than {@link #PATIENCE}: a server that stays
 * silent fails the test instead of hanging it. A method here throws {@link UncheckedIOException}
 * for what the network does, so that tests can say in their own words what they expect.
 */
public final class RawConnection implements AutoCloseable {

  /**
   * How long a read waits for the server: far above any correct answer time, even on a busy host.
   */
  public static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("conformance.patience", 20));

  private final Socket socket;
  private final InputStream in;
  private final String authority;

  private RawConnection(Socket socket, String authority) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.authority = authority;
  }

  /** Connects to a port of the loopback interface. */
  public static RawConnection open(int port) {
    return open(port, 0);
  }

  /**
   * Connects with a receive buffer of about {@code receiveBuffer} bytes (0: the system's choice). A
   * small one makes a client that does not read felt by the server early.
   */
  public static RawConnection open(int port, int receiveBuffer) {
    Socket socket = new Socket();
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
      return new RawConnection(socket, "127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of the {@code Host} header for this connection. */
  public String authority() {
    return authority;
  }

  /** Writes bytes at once. */
  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes text as UTF-8. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes as much as the server takes.
   *
   * @return whether all of it was taken; false when the server had closed or reset the connection
   */
  public boolean offer(byte[] bytes) {
    try {
      write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Text form of {@link #offer(byte[])}. */
  public boolean offer(String text) {
    return offer(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a request without a body and reads the response. */
  public RawResponse get(String target, String... headerLines) {
    write(head("GET", target, headerLines));
    return readResponse();
  }

  /** Writes a request with a body of known length and reads the response. */
  public RawResponse post(String target, byte[] body) {
    write(head("POST", target, "Content-Length: " + body.length));
    write(body);
    return readResponse();
  }

  /** The head of a request, up to and with the blank line. */
  public String head(String method, String target, String... headerLines) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(authority).append("\r\n");
    for (String line : headerLines) {
      text.append(line).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /** Reads a whole response: head, then the body by Content-Length, chunks, or end of stream. */
  public RawResponse readResponse() {
    try {
      RawResponse head = readHead();
      if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
        return head;
      }
      return head.withBody(readBody(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a response, or finds the connection closed without one.
   *
   * @return the status code, or 0 when the server ended the connection instead of answering
   */
  public int statusOrClosed() {
    try {
      return readResponse().status();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        throw e;
      }
      return 0;
    }
  }

  private RawResponse readHead() throws IOException {
    String[] statusLine = readLine().split(" ", 3);
    if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP status line: " + String.join(" ", statusLine));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return new RawResponse(Integer.parseInt(statusLine[1]), headers, new byte[0]);
  }

  private byte[] readBody(RawResponse head) throws IOException {
    String length = head.headers().get("content-length");
    if (length != null) {
      return readExactly(Integer.parseInt(length));
    }
    if ("chunked".equalsIgnoreCase(head.headers().get("transfer-encoding"))) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int size;
      while ((size = Integer.parseInt(readLine().trim(), 16)) > 0) {
        body.write(readExactly(size));
        readLine();
      }
      readLine();
      return body.toByteArray();
    }
    return in.readAllBytes();
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection closed while a line was read: " + line);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads exactly so many bytes. */
  public byte[] readExactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("connection closed after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /** Bytes that can be read without waiting. */
  public int available() {
    try {
      return in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads until the server ends the connection, by end of stream or reset.
   *
   * @return what it sent before
   */
  public byte[] readUntilClosed() {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        received.write(b);
      }
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("the server left the connection open after " + received, e);
    } catch (IOException reset) {
      // A reset is one way for a server to end a connection.
    }
    return received.toByteArray();
  }

  /** Ends the connection with a TCP reset, as a crashed or hostile peer does. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
