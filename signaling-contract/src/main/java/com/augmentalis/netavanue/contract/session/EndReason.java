package com.augmentalis.netavanue.contract.session;

/** Why a session is over. */
public enum EndReason {
  HOST_LEFT,
  TIMEOUT,
  ERROR,
  COMPLETED
}
