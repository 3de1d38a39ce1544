package com.augmentalis.netavanue.device;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * The lasting record of all devices. Calls may come from any thread; failures are {@code
 * UNAVAILABLE} when the store is down.
 */
public interface DeviceRegistry {

  /**
   * Registers a device that is not known, with its key; updates the names of one that is known with
   * the same key and is not blocked; leaves any other as it is. Of racing first registrations one
   * pins its key.
   *
   * @return the device as it stands afterwards; the caller compares the key and looks at {@link
   *     RegisteredDevice#blocked()}
   */
  Future<RegisteredDevice> register(Registration registration);

  /** Looks a device up. */
  Future<Optional<RegisteredDevice>> find(String fingerprint);

  /** Notes that a device was seen. Written within seconds; lost when the process dies before. */
  void touch(String fingerprint, Instant seenAt);

  /** Keeps what a device can do. Written within seconds; lost when the process dies before. */
  void saveCapabilities(String fingerprint, CapabilityStore.Snapshot snapshot);
}
