package com.augmentalis.netavanue.gateway;

/**
 * Bounds on what one socket may ask of a gateway.
 *
 * @param relaysPerSecond relays a second on the long run
 * @param relayBurst relays at once
 * @param requestsPerSecond other requests a second on the long run
 * @param requestBurst other requests at once
 * @param waitingRequests requests that may wait for an earlier one of the same socket
 * @param maxMessageBytes the largest message, in bytes of JSON
 * @param remoteRelaysInFlight relays under way to other processes, for the whole instance
 */
public record GatewayLimits(
    double relaysPerSecond,
    double relayBurst,
    double requestsPerSecond,
    double requestBurst,
    int waitingRequests,
    int maxMessageBytes,
    int remoteRelaysInFlight) {

  /** The defaults. */
  public static final GatewayLimits DEFAULT =
      new GatewayLimits(2_000, 4_000, 50, 200, 256, 256 * 1024, 8_192);

  public GatewayLimits {
    check(relaysPerSecond > 0, "relaysPerSecond must be positive");
    check(relayBurst >= 1, "relayBurst must be at least 1");
    check(requestsPerSecond > 0, "requestsPerSecond must be positive");
    check(requestBurst >= 1, "requestBurst must be at least 1");
    check(waitingRequests > 0, "waitingRequests must be positive");
    check(maxMessageBytes > 0, "maxMessageBytes must be positive");
    check(remoteRelaysInFlight > 0, "remoteRelaysInFlight must be positive");
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
