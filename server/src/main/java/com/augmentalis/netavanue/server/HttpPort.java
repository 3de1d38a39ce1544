package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The HTTP port, looked at before anything else is started, so that a taken one costs no time and
 * gives a clear line.
 */
final class HttpPort {
  private HttpPort() {}

  /**
   * Returns the configured port, or a free one for 0, after having seen that it can be listened on.
   */
  static int reserve(ServerConfig.Http http) throws StartException {
    try (ServerSocket socket = new ServerSocket()) {
      // As Netty does: a port in TIME_WAIT is free.
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartException(
          "cannot listen on "
              + http.host()
              + ":"
              + http.port()
              + " ("
              + e.getMessage()
              + "): stop what is using it, or choose another port with --port",
          e);
    }
  }

  /** URL for a person on this machine. */
  static String url(ServerConfig.Http http) {
    String host =
        http.host().equals("0.0.0.0") || http.host().equals("::") ? "127.0.0.1" : http.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port();
  }
}
