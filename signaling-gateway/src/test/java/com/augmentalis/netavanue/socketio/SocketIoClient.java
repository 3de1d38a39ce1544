package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.testing.RawClient;
import java.io.EOFException;
import java.io.IOException;

/** A Socket.IO client over a raw WebSocket: packets are what the test writes. */
final class SocketIoClient implements AutoCloseable {

  private final RawClient raw;

  private SocketIoClient(RawClient raw) {
    this.raw = raw;
  }

  /** Opens a connection; it is in no namespace yet. */
  static SocketIoClient open(int port) throws IOException {
    SocketIoClient client =
        new SocketIoClient(
            new RawClient(port).webSocket("/socket.io/?EIO=4&transport=websocket&color=red"));
    client.raw.readText();
    return client;
  }

  /** Opens a connection and connects to a namespace; returns once the server has confirmed. */
  static SocketIoClient connect(int port, String connectPacket) throws IOException {
    SocketIoClient client = open(port);
    client.send(connectPacket);
    String answer = client.read();
    if (!answer.startsWith("0")) {
      throw new IOException("not connected: " + answer);
    }
    return client;
  }

  RawClient raw() {
    return raw;
  }

  /** Sends a packet. */
  SocketIoClient send(String packet) throws IOException {
    raw.text("4" + packet);
    return this;
  }

  /** Reads a packet; pings of the transport are answered. */
  String read() throws IOException {
    String text = raw.readText();
    while (text.equals("2")) {
      raw.text("3");
      text = raw.readText();
    }
    return text.substring(1);
  }

  /** Reads to the end of the connection, with or without a close frame; no packet may come. */
  void awaitClose() throws IOException {
    RawClient.Frame frame;
    do {
      try {
        frame = raw.frame();
      } catch (EOFException hungUp) {
        return;
      }
    } while (frame.text().equals("2"));
    if (frame.firstByte() != 0x88) {
      throw new IOException("not closed: " + frame.text());
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
