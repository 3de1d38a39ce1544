package com.augmentalis.netavanue.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A WebSocket client that sends and shows every frame as it is, valid or not. */
public final class RawWebSocket implements AutoCloseable {

  /** What {@link #readUntilClosed} returns when the connection ended without a close frame. */
  public static final int NO_CLOSE_FRAME = 1006;

  private static final String[] UPGRADE_HEADERS = {
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };

  private final RawConnection connection;

  private RawWebSocket(RawConnection connection) {
    this.connection = connection;
  }

  /** Opens a WebSocket; anything but a 101 answer fails. */
  public static RawWebSocket open(int port, String target, String... headerLines) {
    return open(RawConnection.open(port), target, headerLines);
  }

  /** Upgrades a connection; anything but a 101 answer fails. */
  public static RawWebSocket open(RawConnection connection, String target, String... headerLines) {
    connection.write(upgradeRequest(connection, target, headerLines));
    return upgraded(connection);
  }

  /** Reads the answer to an upgrade request that was already written. */
  public static RawWebSocket upgraded(RawConnection connection) {
    RawResponse response = connection.readResponse();
    if (response.status() != 101) {
      connection.close();
      throw new UpgradeRefused(response);
    }
    return new RawWebSocket(connection);
  }

  /**
   * Whether the server refuses a WebSocket at this target: by an HTTP error, or by closing the
   * connection before or after the upgrade without having sent a single packet.
   */
  public static boolean isRefused(int port, String target) {
    try (RawWebSocket socket = open(port, target)) {
      Frame frame = socket.read();
      return frame.opcode() == Frame.CLOSE;
    } catch (UpgradeRefused refused) {
      return refused.response().status() >= 400;
    } catch (UncheckedIOException e) {
      return e.getCause() instanceof EOFException || e.getCause() instanceof SocketException;
    }
  }

  /** Whether the server completes the handshake at this target, and then closes at once. */
  public static boolean isAcceptedAndClosed(int port, String target) {
    try (RawWebSocket socket = open(port, target)) {
      return socket.read().opcode() == Frame.CLOSE;
    }
  }

  /** The upgrade request's bytes. */
  public static String upgradeRequest(
      RawConnection connection, String target, String... headerLines) {
    String[] all = new String[UPGRADE_HEADERS.length + headerLines.length];
    System.arraycopy(UPGRADE_HEADERS, 0, all, 0, UPGRADE_HEADERS.length);
    System.arraycopy(headerLines, 0, all, UPGRADE_HEADERS.length, headerLines.length);
    return connection.head("GET", target, all);
  }

  /** The connection below. */
  public RawConnection connection() {
    return connection;
  }

  /** Sends a text message. */
  public void send(String text) {
    send(Frame.text(text));
  }

  /** Sends a binary message. */
  public void send(byte[] payload) {
    send(Frame.binary(payload));
  }

  /** Sends one frame. */
  public void send(Frame frame) {
    connection.write(frame.masked());
  }

  /** Reads the next frame, whatever it is. */
  public Frame read() {
    try {
      byte[] start = connection.readExactly(2);
      int length = start[1] & 0x7f;
      if ((start[1] & 0x80) != 0) {
        throw new IOException("a server must not mask its frames");
      }
      if (length == 126) {
        length = ByteBuffer.wrap(connection.readExactly(2)).getShort() & 0xffff;
      } else if (length == 127) {
        length = Math.toIntExact(ByteBuffer.wrap(connection.readExactly(8)).getLong());
      }
      byte[] payload = connection.readExactly(length);
      return new Frame((start[0] & 0x80) != 0, (start[0] >> 4) & 7, start[0] & 0x0f, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads on until the server has closed.
   *
   * @return the close frame's status code, 1005 for a close frame without one, {@link
   *     #NO_CLOSE_FRAME} when the connection just ended
   */
  public int readUntilClosed() {
    try {
      while (true) {
        Frame frame = read();
        if (frame.opcode() == Frame.CLOSE) {
          byte[] payload = frame.payload();
          return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof EOFException || e.getCause() instanceof SocketException) {
        return NO_CLOSE_FRAME;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** The server answered an upgrade request with something else than 101. */
  public static final class UpgradeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient RawResponse response;

    UpgradeRefused(RawResponse response) {
      super("upgrade answered with " + response.status() + " " + response.text());
      this.response = response;
    }

    /** What the server answered. */
    public RawResponse response() {
      return response;
    }
  }
}
