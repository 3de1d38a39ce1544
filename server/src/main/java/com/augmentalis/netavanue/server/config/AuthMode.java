package com.augmentalis.netavanue.server.config;

/** How much a device must prove; see the protocol's section on who is on the socket. */
public enum AuthMode {
  COMPATIBLE,
  STRICT
}
