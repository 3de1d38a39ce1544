package com.augmentalis.netavanue.contract.session;

/** What a session is for. */
public enum SessionType {
  CALL,
  CAST,
  FILE_TRANSFER,
  SCREEN_SHARE
}
