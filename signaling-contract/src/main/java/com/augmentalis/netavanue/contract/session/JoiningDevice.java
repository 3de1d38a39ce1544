package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.SocketLocation;

/**
 * A device that enters a session.
 *
 * @param device who it is
 * @param location the socket that speaks for it
 * @param score what it can do
 */
public record JoiningDevice(Device device, SocketLocation location, CapabilityScore score) {}
