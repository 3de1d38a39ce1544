package com.augmentalis.netavanue.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Which session an invite code leads to. Fails with {@code UNAVAILABLE}. */
public interface InviteStore {

  /** Takes a code for a session, for a short while; false when another session has it. */
  Future<Boolean> claim(String code, String sessionId);

  /** Lets a claimed code live for this long from now. */
  Future<Void> keep(String code, Duration life);

  /** Gives a claimed code back. */
  Future<Void> release(String code);

  /** The session of a code. */
  Future<Optional<String>> find(String code);
}
