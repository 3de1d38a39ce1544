package com.augmentalis.netavanue.bench.client;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The server under test: where it listens, its path and its namespace. Immutable. */
public final class Target {
  private final URI uri;
  private final String namespace;
  private final String path;

  /**
   * A target.
   *
   * @param url base URL, {@code http://host:port}
   * @param path the Engine.IO path, {@code /socket.io/} on most servers
   * @param namespace the Socket.IO namespace, {@code /} or a name behind a slash
   * @throws IllegalArgumentException when the URL has no host or port, or a name lacks its slash
   */
  public Target(String url, String path, String namespace) {
    this.uri = URI.create(url);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException("server must be given as http://host:port, not " + url);
    }
    if (!namespace.startsWith("/") || !path.startsWith("/")) {
      throw new IllegalArgumentException("path and namespace must start with a slash");
    }
    this.path = path;
    this.namespace = namespace;
  }

  /** The socket address, resolved now. */
  public InetSocketAddress address() {
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  /** The part of a packet between its type and its ack id or data: empty for the main namespace. */
  public String namespacePrefix() {
    return namespace.equals("/") ? "" : namespace + ",";
  }

  /**
   * The upgrade request (RFC 6455 section 4.1). The key is fixed: nothing here caches or guesses.
   */
  byte[] upgradeRequest() {
    String request =
        "GET "
            + path
            + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: "
            + uri.getHost()
            + ":"
            + uri.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIGxvYWQgZ2VuZXJhdA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    return request.getBytes(StandardCharsets.US_ASCII);
  }
}
