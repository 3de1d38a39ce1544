package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a device from being in too many sessions. The notes are made before a device enters and
 * taken back after it left, so a crash in between leaves one too many: a device that seems to be in
 * too many sessions has its notes checked against the sessions themselves.
 */
final class Seats {

  /** Most sessions of one device. */
  static final int LIMIT = 16;

  /** A note younger than this may belong to a join that is under way. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private final SeatStore store;
  private final SessionStore sessions;
  private final Clock clock;

  Seats(SeatStore store, SessionStore sessions, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Notes that a device enters a session.
   *
   * @return whether the note is new, so that it is to be taken back if the device cannot enter;
   *     fails with {@code FORBIDDEN} when it is in too many
   */
  Future<Boolean> take(String fingerprint, String sessionId) {
    return store
        .take(fingerprint, sessionId)
        .compose(
            result ->
                result == SeatStore.Result.FULL
                    ? dropStale(fingerprint).compose(v -> store.take(fingerprint, sessionId))
                    : Future.succeededFuture(result))
        .compose(
            result ->
                result == SeatStore.Result.FULL
                    ? Future.failedFuture(
                        new ServiceException(
                            FailureCode.FORBIDDEN,
                            "A device may be in " + LIMIT + " sessions at a time"))
                    : Future.succeededFuture(result == SeatStore.Result.TAKEN));
  }

  /** Takes a note back. */
  Future<Void> release(String fingerprint, String sessionId) {
    return store.release(fingerprint, sessionId);
  }

  private Future<Void> dropStale(String fingerprint) {
    return store
        .takenBefore(fingerprint, clock.millis() - SETTLED.toMillis())
        .compose(
            noted -> {
              List<Future<Void>> checks = new ArrayList<>();
              for (String sessionId : noted) {
                checks.add(
                    sessions
                        .isMember(sessionId, fingerprint)
                        .compose(
                            in ->
                                in
                                    ? Future.<Void>succeededFuture()
                                    : store.release(fingerprint, sessionId)));
              }
              return Future.join(checks).mapEmpty();
            });
  }
}
