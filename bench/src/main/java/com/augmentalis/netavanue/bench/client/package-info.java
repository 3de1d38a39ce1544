/** A Socket.IO 5 client over WebSocket, cheap enough that one core drives any server under test. */
package com.augmentalis.netavanue.bench.client;
