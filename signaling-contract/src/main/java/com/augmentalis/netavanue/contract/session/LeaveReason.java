package com.augmentalis.netavanue.contract.session;

/** Why a participant is gone. */
public enum LeaveReason {
  LEFT,
  TIMEOUT,
  KICKED,
  BLOCKED
}
