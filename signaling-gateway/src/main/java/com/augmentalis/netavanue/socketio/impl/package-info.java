/** The implementation of the Socket.IO server; nothing here is for applications. */
package com.augmentalis.netavanue.socketio.impl;
