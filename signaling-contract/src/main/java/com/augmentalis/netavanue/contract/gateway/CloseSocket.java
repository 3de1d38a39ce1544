package com.augmentalis.netavanue.contract.gateway;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.bus.Done;

/**
 * Tells a gateway instance to part with a device's socket, which is first told why. Goes to the
 * instance's own address. A socket that is gone already is no error.
 *
 * @param fingerprint the device
 * @param epoch the epoch of the socket that is meant
 * @param code {@code DEVICE_REPLACED} or {@code DEVICE_BLOCKED}
 * @param message why, for people
 */
public record CloseSocket(String fingerprint, long epoch, FailureCode code, String message)
    implements BusRequest<Done> {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always: it goes to a gateway's address, which the sender names
   */
  @Override
  public String address() {
    throw new IllegalStateException("CloseSocket goes to the address of a gateway instance");
  }

  @Override
  public Class<Done> replyType() {
    return Done.class;
  }
}
