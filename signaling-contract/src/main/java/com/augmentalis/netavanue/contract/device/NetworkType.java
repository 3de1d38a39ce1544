package com.augmentalis.netavanue.contract.device;

/** The network that a device is on. */
public enum NetworkType {
  WIFI,
  CELLULAR,
  ETHERNET,
  UNKNOWN
}
