package com.augmentalis.netavanue.bench.load;

/**
 * One end of a pair that may relay.
 *
 * @param client its socket
 * @param device its identity
 * @param sessionId the session that both ends are in
 * @param peer fingerprint of the other end
 */
record Member(RequestClient client, Device device, String sessionId, String peer) {}
