package com.augmentalis.netavanue.contract.device;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Registers a device, or updates its names, and binds a socket to it. The first registration pins
 * the public key; another key later is {@code DEVICE_KEY_MISMATCH}. A blocked device is {@code
 * DEVICE_BLOCKED}.
 *
 * @param fingerprint 64 lower-case hex characters
 * @param publicKey the key as the device sent it; what cannot be parsed as a key is stored and
 *     never verifies
 * @param deviceName at most 100 characters
 * @param platform what the device runs on
 * @param deviceType its kind
 * @param instance the gateway instance that holds the socket
 * @param socketId the socket within that instance
 */
public record RegisterDevice(
    String fingerprint,
    String publicKey,
    String deviceName,
    Platform platform,
    DeviceType deviceType,
    String instance,
    String socketId)
    implements BusRequest<BoundDevice> {

  @Override
  public String address() {
    return Addresses.DEVICE;
  }

  @Override
  public Class<BoundDevice> replyType() {
    return BoundDevice.class;
  }
}
