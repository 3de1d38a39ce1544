package com.augmentalis.netavanue.contract.device;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Binds a socket to a device that is registered already; else {@code DEVICE_NOT_REGISTERED}, or
 * {@code DEVICE_BLOCKED}.
 *
 * @param fingerprint 64 lower-case hex characters
 * @param instance the gateway instance that holds the socket
 * @param socketId the socket within that instance
 */
public record BindDevice(String fingerprint, String instance, String socketId)
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
