package com.augmentalis.netavanue.contract.session;

/** Why a hub was elected. */
public enum HubReason {
  INITIAL,
  DISCONNECT,
  BATTERY_LOW,
  CAPABILITY_CHANGE
}
