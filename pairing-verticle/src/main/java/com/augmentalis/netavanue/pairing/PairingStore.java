package com.augmentalis.netavanue.pairing;

import com.augmentalis.netavanue.contract.pairing.Pairing;
import io.vertx.core.Future;
import java.util.List;

/** The lasting record of pairings. Failures are {@code UNAVAILABLE} when the store is down. */
public interface PairingStore {

  /** Most pairings of a device that are told. */
  int MAX_LISTED = 1_000;

  /**
   * The active pairings of a device as it sees them, oldest first, {@value #MAX_LISTED} at most;
   * none for a device that nobody knows.
   */
  Future<List<Pairing>> active(String fingerprint);
}
