/**
 * STUN messages (RFC 8489): total decoding over a view of a datagram, encoding, and one file per
 * attribute. Transactions, time and sockets are not here.
 */
package com.augmentalis.netavanue.codec.stun;
