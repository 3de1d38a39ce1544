package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.NetworkType;

/** Reads the {@code capabilities} object of a message. */
final class CapabilityReader {

  private static final int MAX_NAMES = 256;
  private static final int MAX_NAME_LENGTH = 64;

  private CapabilityReader() {}

  /**
   * Reads the required field {@code capabilities}. Clients leave out what has its default: a
   * missing {@code deviceType} means PHONE.
   */
  static Capabilities read(MessageReader message) {
    MessageReader c = message.object("capabilities");
    return new Capabilities(
        c.integer("cpuCores"),
        c.integer("ramMb"),
        c.optionalInteger("batteryPercent"),
        c.optionalBoolean("isCharging"),
        c.optionalConstant("networkType", NetworkType.class, NetworkType.UNKNOWN),
        c.optionalInteger("bandwidthMbps"),
        c.optionalConstant("deviceType", DeviceType.class, DeviceType.PHONE),
        c.optionalInteger("screenWidth"),
        c.optionalInteger("screenHeight"),
        c.strings("supportedCodecs", MAX_NAMES, MAX_NAME_LENGTH),
        c.strings("modules", MAX_NAMES, MAX_NAME_LENGTH));
  }
}
