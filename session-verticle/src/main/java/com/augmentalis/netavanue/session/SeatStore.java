package com.augmentalis.netavanue.session;

import io.vertx.core.Future;
import java.util.List;

/** In which sessions a device is, so that it is not in too many. Fails with {@code UNAVAILABLE}. */
public interface SeatStore {

  /** What became of taking a seat. */
  enum Result {
    TAKEN,
    HELD,
    FULL
  }

  /** Notes that a device is in a session, when it is in fewer than it may be. */
  Future<Result> take(String fingerprint, String sessionId);

  /** Takes such a note back. */
  Future<Void> release(String fingerprint, String sessionId);

  /** The sessions noted before a time, in epoch milliseconds. */
  Future<List<String>> takenBefore(String fingerprint, long time);
}
