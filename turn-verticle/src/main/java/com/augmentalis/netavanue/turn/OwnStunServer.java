package com.augmentalis.netavanue.turn;

import java.util.Objects;

/**
 * A STUN server that runs with the service.
 *
 * @param listen where it listens; each instance of the service has one of its own, so a fixed port
 *     suits one instance only
 * @param publicHost the host name or address by which devices reach it
 */
public record OwnStunServer(StunBindingServerOptions listen, String publicHost) {

  /**
   * @throws IllegalArgumentException when the host is blank
   */
  public OwnStunServer {
    Objects.requireNonNull(listen, "listen");
    Objects.requireNonNull(publicHost, "publicHost");
    if (publicHost.isBlank()) {
      throw new IllegalArgumentException("The STUN server's public host must not be blank");
    }
  }

  /** Its URL when it listens on this port. */
  String url(int port) {
    return "stun:" + Urls.host(publicHost) + ':' + port;
  }
}
