/**
 * WebSocket frames and Socket.IO packets as the load generator reads and writes them: bytes only,
 * no JSON.
 */
package com.augmentalis.netavanue.bench.wire;
