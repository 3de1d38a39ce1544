package com.augmentalis.netavanue.turn;

/**
 * How a {@link StunBindingServer} listens and how much it answers.
 *
 * @param host the address to listen on
 * @param port the UDP port, 0 for any free one
 * @param maxResponsesPerSecond the most responses to all sources together
 * @param maxResponsesPerSourcePerSecond the most responses to one source address; sources may share
 *     an allowance by chance
 */
public record StunBindingServerOptions(
    String host, int port, int maxResponsesPerSecond, int maxResponsesPerSourcePerSecond) {

  /** The registered port of STUN (RFC 8489 section 8.1). */
  public static final int DEFAULT_PORT = 3478;

  /** Default of {@link #maxResponsesPerSecond}. */
  public static final int DEFAULT_MAX_RESPONSES = 5_000;

  /** Default of {@link #maxResponsesPerSourcePerSecond}. */
  public static final int DEFAULT_MAX_RESPONSES_PER_SOURCE = 50;

  /** Checks the options. */
  public StunBindingServerOptions {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("host is missing");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
    }
    if (maxResponsesPerSecond < 1) {
      throw new IllegalArgumentException(
          "maxResponsesPerSecond must be positive: " + maxResponsesPerSecond);
    }
    if (maxResponsesPerSourcePerSecond < 1) {
      throw new IllegalArgumentException(
          "maxResponsesPerSourcePerSecond must be positive: " + maxResponsesPerSourcePerSecond);
    }
  }

  /** Options with the default allowances. */
  public StunBindingServerOptions(String host, int port) {
    this(host, port, DEFAULT_MAX_RESPONSES, DEFAULT_MAX_RESPONSES_PER_SOURCE);
  }
}
