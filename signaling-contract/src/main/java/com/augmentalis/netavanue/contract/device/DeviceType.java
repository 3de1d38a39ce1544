package com.augmentalis.netavanue.contract.device;

/** The kind of a device. A client that leaves the field out means {@link #PHONE}. */
public enum DeviceType {
  PHONE,
  TABLET,
  DESKTOP,
  GLASSES,
  TV
}
