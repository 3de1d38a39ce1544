/**
 * The parts of the Session Description Protocol that WebRTC data channels need (RFC 8829, RFC
 * 8839). Pure functions over text: no sockets, threads, clock or randomness.
 */
package com.augmentalis.netavanue.client.sdp;
