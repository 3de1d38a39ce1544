package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.socketio.SocketIoOptions;
import java.util.Objects;

/**
 * How a gateway runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param socketIo the protocol's options; the habits of the shipped clients are switched on by
 *     {@link #signalingDefaults()}
 * @param limits what one socket may ask
 */
public record GatewayOptions(
    String host, int port, SocketIoOptions socketIo, GatewayLimits limits) {

  public GatewayOptions {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(socketIo, "socketIo");
    Objects.requireNonNull(limits, "limits");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
  }

  /**
   * Socket.IO options as the {@code /signaling} namespace needs them: the leniencies that the
   * shipped NetAvanue client depends on (its own pings, unmasked frames, a 101 response that ends
   * with its 512-byte read), no close frame, which the published Java client does not heed, and no
   * connection state recovery, since REJOIN_SESSION alone recovers.
   */
  public static SocketIoOptions signalingDefaults() {
    SocketIoOptions options = new SocketIoOptions();
    options
        .engine()
        .answerClientPings(true)
        .acceptUnmaskedFrames(true)
        .padUpgradeResponse(true)
        .skipCloseFrame(true);
    return options;
  }
}
