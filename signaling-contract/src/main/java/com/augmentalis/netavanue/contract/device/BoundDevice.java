package com.augmentalis.netavanue.contract.device;

/**
 * A device and the socket that now speaks for it.
 *
 * @param device the device
 * @param location the socket just bound, with its epoch
 * @param previous the socket that it replaces, or null when the device was offline
 */
public record BoundDevice(Device device, SocketLocation location, SocketLocation previous) {}
