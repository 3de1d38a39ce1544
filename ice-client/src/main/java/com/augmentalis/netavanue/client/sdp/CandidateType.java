package com.augmentalis.netavanue.client.sdp;

import java.util.Locale;
import java.util.Optional;

/** The types of candidates (RFC 8445 section 5.1.1, RFC 8839 section 5.1). */
public enum CandidateType {
  /** An address of the machine itself. */
  HOST,
  /** Server reflexive: how a STUN server sees the machine. */
  SRFLX,
  /** Peer reflexive: how the peer sees it; learned from a check. */
  PRFLX,
  /** An address on a TURN server. */
  RELAY;

  /** How it is written. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CandidateType> ofToken(String token) {
    for (CandidateType type : values()) {
      if (type.name().equalsIgnoreCase(token)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
