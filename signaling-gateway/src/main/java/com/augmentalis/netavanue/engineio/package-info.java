/**
 * An Engine.IO protocol 4 server on Vert.x: the transports polling and websocket under one session.
 *
 * <p>It knows nothing of Socket.IO. Each {@link com.augmentalis.netavanue.engineio.EngineIoServer}
 * belongs to one event loop; its sessions are touched by that loop alone.
 */
package com.augmentalis.netavanue.engineio;
