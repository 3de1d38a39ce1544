/** Other Socket.IO servers on the JVM, doing the same relay from a map. */
package com.augmentalis.netavanue.bench.peer;
