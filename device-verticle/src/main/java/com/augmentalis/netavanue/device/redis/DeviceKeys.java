package com.augmentalis.netavanue.device.redis;

/** The service's Redis keys. The braces put all keys of a device into one cluster slot. */
final class DeviceKeys {

  private DeviceKeys() {}

  static String capabilities(String fingerprint) {
    return "signaling:device:{" + fingerprint + "}:caps";
  }

  static String location(String fingerprint) {
    return "signaling:device:{" + fingerprint + "}:location";
  }
}
