package com.augmentalis.netavanue.contract.device;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Stores what a device can do and scores it.
 *
 * @param fingerprint the device
 * @param capabilities its claim
 */
public record ScoreCapabilities(String fingerprint, Capabilities capabilities)
    implements BusRequest<CapabilityScore> {

  @Override
  public String address() {
    return Addresses.DEVICE;
  }

  @Override
  public Class<CapabilityScore> replyType() {
    return CapabilityScore.class;
  }
}
