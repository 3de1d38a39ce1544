package com.augmentalis.netavanue.bench.load;

/** How a server is brought to relay between two sockets. The relayed bytes are the same in both. */
public enum Profile {
  /** CREATE_SESSION by one device, JOIN_SESSION by the other, LEAVE_SESSION at the end. */
  SIGNALING,

  /** REGISTER by both with nothing but a fingerprint, for servers that know no sessions. */
  SIMPLE
}
