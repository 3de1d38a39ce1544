package com.augmentalis.netavanue.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The loopback address on which the embedded stores listen, and free ports on it. */
final class Loopback {
  private static final byte[] ADDRESS = {127, 0, 0, 1};

  private Loopback() {}

  static InetAddress address() throws IOException {
    return InetAddress.getByAddress(ADDRESS);
  }

  /**
   * A port that nobody listens on. Another process may take it before it is used: callers try
   * again.
   */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address())) {
      return socket.getLocalPort();
    }
  }
}
