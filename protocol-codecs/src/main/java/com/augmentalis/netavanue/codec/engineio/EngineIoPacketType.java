package com.augmentalis.netavanue.codec.engineio;

/** The packet types of Engine.IO protocol 4, in the order of their digits on the wire. */
public enum EngineIoPacketType {
  OPEN,
  CLOSE,
  PING,
  PONG,
  MESSAGE,
  UPGRADE,
  NOOP
}
