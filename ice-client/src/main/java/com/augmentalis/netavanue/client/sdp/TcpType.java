package com.augmentalis.netavanue.client.sdp;

import java.util.Locale;
import java.util.Optional;

/** Who opens the connection of a TCP candidate (RFC 6544 section 4.5). */
public enum TcpType {
  /** This side connects. */
  ACTIVE,
  /** This side accepts. */
  PASSIVE,
  /** Both sides connect at once (simultaneous open). */
  SO;

  /** How it is written. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TcpType> ofToken(String token) {
    for (TcpType type : values()) {
      if (type.name().equalsIgnoreCase(token)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
