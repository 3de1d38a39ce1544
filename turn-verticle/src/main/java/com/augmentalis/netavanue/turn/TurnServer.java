package com.augmentalis.netavanue.turn;

import java.util.List;
import java.util.Objects;

/**
 * The TURN server that devices are sent to.
 *
 * @param domain its host name
 * @param port STUN and TURN over UDP and TCP
 * @param tlsPort TURN over TLS
 * @param secret what its credentials are signed with
 */
public record TurnServer(String domain, int port, int tlsPort, SharedSecret secret) {

  public static final int DEFAULT_PORT = 3478;
  public static final int DEFAULT_TLS_PORT = 5349;

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public TurnServer {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(secret, "secret");
    if (domain.isBlank()) {
      throw new IllegalArgumentException("The TURN domain must not be blank");
    }
    requirePort("port", port);
    requirePort("tlsPort", tlsPort);
  }

  /** A server at the usual ports. */
  public static TurnServer of(String domain, SharedSecret secret) {
    return new TurnServer(domain, DEFAULT_PORT, DEFAULT_TLS_PORT, secret);
  }

  /** Where STUN alone is served (RFC 7064). */
  public String stunUrl() {
    return "stun:" + Urls.host(domain) + ':' + port;
  }

  /** All ways to it (RFC 7064, RFC 7065), in the order in which devices should try them. */
  public List<String> urls() {
    return List.of(
        stunUrl(),
        "turn:" + Urls.host(domain) + ':' + port + "?transport=udp",
        "turn:" + Urls.host(domain) + ':' + port + "?transport=tcp",
        "turns:" + Urls.host(domain) + ':' + tlsPort + "?transport=tcp");
  }

  private static void requirePort(String name, int value) {
    if (value < 1 || value > 65_535) {
      throw new IllegalArgumentException(name + " must be 1 to 65535, is " + value);
    }
  }
}
