package com.augmentalis.netavanue.contract.device;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.Done;

/**
 * Takes a device's socket out of the directory, when it is still the one with this epoch; a newer
 * socket stays.
 *
 * @param fingerprint 64 lower-case hex characters
 * @param epoch the epoch of the socket that is gone
 */
public record UnbindDevice(String fingerprint, long epoch) implements BusRequest<Done> {

  @Override
  public String address() {
    return Addresses.DEVICE;
  }

  @Override
  public Class<Done> replyType() {
    return Done.class;
  }
}
