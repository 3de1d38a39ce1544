/** Load generator for Socket.IO servers, and the peers that it compares with. */
package com.augmentalis.netavanue.bench;
