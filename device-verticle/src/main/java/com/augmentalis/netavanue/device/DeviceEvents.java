package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.DeviceRegistered;

/** Where the service tells others what happened to devices. Must not block or throw. */
@FunctionalInterface
public interface DeviceEvents {

  /** A device was registered for the first time. */
  void registered(DeviceRegistered event);
}
