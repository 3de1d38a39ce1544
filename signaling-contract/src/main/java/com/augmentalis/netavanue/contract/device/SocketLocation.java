package com.augmentalis.netavanue.contract.device;

/**
 * Where a device's socket is. The epoch grows with each new socket of a device: whatever carries an
 * older one speaks of a socket that is gone, and is dropped.
 *
 * @param instance the gateway instance that holds the socket
 * @param socketId the socket within that instance
 * @param epoch fencing number, microseconds of the directory's clock or one more than the last
 */
public record SocketLocation(String instance, String socketId, long epoch) {}
