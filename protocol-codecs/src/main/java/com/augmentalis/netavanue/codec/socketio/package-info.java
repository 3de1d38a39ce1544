/** Packets of the Socket.IO protocol, revision 5, in the encoding of its default parser. */
package com.augmentalis.netavanue.codec.socketio;
