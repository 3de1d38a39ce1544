/**
 * The device service: who the devices are ({@link
 * com.augmentalis.netavanue.device.DeviceRegistry}), on which socket each of them is ({@link
 * com.augmentalis.netavanue.device.DeviceDirectory}) and what they can do ({@link
 * com.augmentalis.netavanue.device.CapabilityStore}).
 */
package com.augmentalis.netavanue.device;
