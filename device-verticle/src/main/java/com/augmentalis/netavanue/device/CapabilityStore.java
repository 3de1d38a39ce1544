package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.device.Capabilities;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What devices can do: at hand for five minutes, and kept for good a little later. Failures are
 * {@code UNAVAILABLE} when the store is down.
 */
public interface CapabilityStore {

  /**
   * A device's claim and its worth.
   *
   * @param capabilities what it can do
   * @param score see {@link com.augmentalis.netavanue.contract.device.CapabilityScorer}
   */
  record Snapshot(Capabilities capabilities, int score) {}

  /**
   * Stores a device's capabilities. Completes when they are at hand; the lasting copy is written
   * within seconds, and is lost when the process dies before.
   */
  Future<Void> put(String fingerprint, Snapshot snapshot);

  /** The capabilities put within the last five minutes. */
  Future<Optional<Snapshot>> find(String fingerprint);
}
