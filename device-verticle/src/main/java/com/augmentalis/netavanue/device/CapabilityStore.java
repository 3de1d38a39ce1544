package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.Capabilities;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What devices can do, at hand for five minutes. Failures are {@code UNAVAILABLE} when the store is
 * down.
 */
public interface CapabilityStore {

  /**
   * A device's claim and its worth.
   *
   * @param capabilities what it can do
   * @param score see {@link com.augmentalis.netavanue.contract.device.CapabilityScorer}
   */
  record Snapshot(Capabilities capabilities, int score) {}

  /** Puts a device's capabilities in place of the last. */
  Future<Void> put(String fingerprint, Snapshot snapshot);

  /** The capabilities put within the last five minutes. */
  Future<Optional<Snapshot>> find(String fingerprint);
}
