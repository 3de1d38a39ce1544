package com.augmentalis.netavanue.contract.pairing;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Asks for the active pairings of a device.
 *
 * @param fingerprint the device
 */
public record ListPairings(String fingerprint) implements BusRequest<PairingList> {

  @Override
  public String address() {
    return Addresses.PAIRING;
  }

  @Override
  public Class<PairingList> replyType() {
    return PairingList.class;
  }
}
