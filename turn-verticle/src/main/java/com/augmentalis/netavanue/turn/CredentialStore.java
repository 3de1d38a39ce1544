package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.contract.LicenseTier;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * What each TURN user name stands for, so that relayed bytes can be counted against a session's
 * host. Failures are {@code UNAVAILABLE} when the store is down.
 */
public interface CredentialStore {

  /**
   * What a user name stands for.
   *
   * @param sessionId the session
   * @param fingerprint the participant
   * @param hostTier the tier of the session's host
   */
  record Grant(String sessionId, String fingerprint, LicenseTier hostTier) {}

  /**
   * Takes a user name, unless it is taken.
   *
   * @return whether it was free
   */
  Future<Boolean> claim(String username, Grant grant, Duration ttl);

  /** What a user name stands for, while it is taken. */
  Future<Optional<Grant>> find(String username);
}
