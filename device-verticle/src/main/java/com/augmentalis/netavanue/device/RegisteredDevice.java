package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.Device;

/**
 * A device as the registry knows it.
 *
 * @param device who it is
 * @param publicKey the key that its first registration pinned
 * @param blocked whether it may not connect
 * @param created whether the call that returned this registered it for the first time
 */
public record RegisteredDevice(Device device, String publicKey, boolean blocked, boolean created) {}
