package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.SocketLocation;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * On which socket each device is. Each new socket of a device has a higher epoch than all before
 * it, whatever became of them; failures are {@code UNAVAILABLE} when the store is down.
 */
public interface DeviceDirectory {

  /**
   * A new binding.
   *
   * @param location the socket with the epoch that it was given
   * @param previous the socket that was bound before, or null
   */
  record Binding(SocketLocation location, SocketLocation previous) {}

  /** Binds a device to a socket, in place of the one before. */
  Future<Binding> bind(String fingerprint, String instance, String socketId);

  /**
   * Unbinds a device's socket when it still has this epoch.
   *
   * @return whether it had
   */
  Future<Boolean> unbind(String fingerprint, long epoch);

  /** Where a device is, or empty while it is offline. */
  Future<Optional<SocketLocation>> find(String fingerprint);
}
