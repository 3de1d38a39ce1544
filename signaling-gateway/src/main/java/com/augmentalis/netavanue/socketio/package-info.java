/**
 * A Socket.IO protocol 5 server on Vert.x, usable by any application.
 *
 * <p>One {@link com.augmentalis.netavanue.socketio.SocketIoServer} belongs to one event loop; every
 * callback runs there, and every method of its sockets and namespaces must be called there unless
 * its documentation says otherwise. The servers of one process form a {@link
 * com.augmentalis.netavanue.socketio.SocketIoGroup}, through which room broadcasts, recovery and
 * requests that reached the wrong event loop find their way.
 */
package com.augmentalis.netavanue.socketio;
