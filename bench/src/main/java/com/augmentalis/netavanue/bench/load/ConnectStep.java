package com.augmentalis.netavanue.bench.load;

/** How far each connect of a connect run goes before it is closed again. */
public enum ConnectStep {
  /** WebSocket, Engine.IO handshake, namespace. */
  CONNECT,

  /** The namespace CONNECT names the fingerprint of a device that is registered already. */
  BIND,

  /** REGISTER_DEVICE of a new device. */
  REGISTER,

  /** Two sockets: CREATE_SESSION, JOIN_SESSION, LEAVE_SESSION. */
  SESSION
}
