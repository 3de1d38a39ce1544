package com.augmentalis.netavanue.codec.engineio;

/**
 * The bounds of incoming Engine.IO packets.
 *
 * @param maxPacketBytes the longest packet as it stands on the wire, its type included
 * @param maxPayloadBytes the longest body of a polling request; what a server announces as
 *     maxPayload
 * @param maxPackets the most packets in one body
 */
public record EngineIoLimits(int maxPacketBytes, int maxPayloadBytes, int maxPackets) {

  /** Default of {@link #maxPacketBytes} and {@link #maxPayloadBytes}. */
  public static final int DEFAULT_MAX_BYTES = 1_000_000;

  /** Default of {@link #maxPackets}. */
  public static final int DEFAULT_MAX_PACKETS = 10_000;

  /** Limits with the defaults. */
  public EngineIoLimits() {
    this(DEFAULT_MAX_BYTES, DEFAULT_MAX_BYTES, DEFAULT_MAX_PACKETS);
  }

  /** Checks the limits. */
  public EngineIoLimits {
    require(maxPacketBytes, "maxPacketBytes");
    require(maxPayloadBytes, "maxPayloadBytes");
    require(maxPackets, "maxPackets");
  }

  private static void require(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
