package com.augmentalis.netavanue.contract.device;

/** What a device runs on. */
public enum Platform {
  ANDROID,
  IOS,
  DESKTOP,
  WEB
}
