package com.augmentalis.netavanue.turn;

/** The parts of {@code stun:} and {@code turn:} URLs (RFC 7064 and 7065, section 3.1 each). */
final class Urls {

  private Urls() {}

  /** A host as it stands in a URL: an IPv6 address in brackets. */
  static String host(String host) {
    return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
  }
}
