/**
 * The {@code /signaling} namespace: binds sockets to devices, validates what they send, forwards
 * requests to the services, relays between peers and delivers the events of sessions.
 *
 * <p>All state of a gateway instance belongs to one event loop. What devices see on the wire is
 * made and read here and nowhere else; services know contract records only.
 */
package com.augmentalis.netavanue.gateway;
