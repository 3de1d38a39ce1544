package com.augmentalis.netavanue.engineio;

import java.util.Optional;

/** The transports of Engine.IO protocol 4. */
public enum Transport {
  /** HTTP long-polling. */
  POLLING("polling"),
  /** WebSocket, RFC 6455. */
  WEBSOCKET("websocket");

  private final String wireName;

  Transport(String wireName) {
    this.wireName = wireName;
  }

  /**
   * The name in the query parameter {@code transport}.
   *
   * @return the name
   */
  public String wireName() {
    return wireName;
  }

  /**
   * The transport of a name.
   *
   * @param name the name on the wire, or null
   * @return the transport, if there is one of that name
   */
  public static Optional<Transport> of(String name) {
    for (Transport transport : values()) {
      if (transport.wireName.equals(name)) {
        return Optional.of(transport);
      }
    }
    return Optional.empty();
  }
}
