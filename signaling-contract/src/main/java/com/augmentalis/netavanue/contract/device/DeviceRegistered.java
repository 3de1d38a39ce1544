package com.augmentalis.netavanue.contract.device;

/**
 * A device was registered for the first time. Published on {@code
 * signaling.events.device.registered}.
 *
 * @param deviceId the registry's id (UUID)
 * @param fingerprint 64 lower-case hex characters
 * @param platform what it runs on
 * @param deviceType its kind
 * @param at epoch milliseconds
 */
public record DeviceRegistered(
    String deviceId, String fingerprint, Platform platform, DeviceType deviceType, long at) {

  /** The last part of the address on which it is published. */
  public static final String WHAT = "registered";
}
