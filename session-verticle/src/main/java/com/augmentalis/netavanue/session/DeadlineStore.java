package com.augmentalis.netavanue.session;

import io.vertx.core.Future;
import java.util.List;

/**
 * The index of deadlines, shared by all instances. It is only an index: it is written before the
 * session that it points to, and whoever finds an entry looks there. Fails with {@code
 * UNAVAILABLE}.
 */
public interface DeadlineStore {

  /**
   * A deadline that this instance has taken for a while.
   *
   * @param deadline what is due
   * @param heldUntil epoch milliseconds; then it is due again, unless settled
   */
  record Claim(Deadline deadline, long heldUntil) {}

  /** Sets a deadline, in place of an earlier time of the same one. */
  Future<Void> schedule(Deadline deadline, long due);

  /** Takes what is due, at most so many; nobody else gets it while it is held. */
  Future<List<Claim>> claim(int limit);

  /** Removes a claimed deadline, unless it was set anew meanwhile. */
  Future<Void> done(Claim claim);

  /** Gives a claimed deadline another time, unless it was set anew meanwhile. */
  Future<Void> postpone(Claim claim, long due);

  /** Removes a deadline. */
  Future<Void> remove(Deadline deadline);

  /** Completes when the index can be reached. */
  Future<Void> probe();
}
