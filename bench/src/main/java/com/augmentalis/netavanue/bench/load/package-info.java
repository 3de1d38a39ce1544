/** The loads: relays in a closed loop and at a fixed rate, connects, and idle sockets. */
package com.augmentalis.netavanue.bench.load;
