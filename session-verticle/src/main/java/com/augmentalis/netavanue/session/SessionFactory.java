package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.TierLimits;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.Topology;
import com.augmentalis.netavanue.session.license.License;
import com.augmentalis.netavanue.session.license.LicenseGate;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes sessions. Three things stand outside the session's own place and are made first: the invite
 * code, which lapses by itself unless kept, the host's seat, and the deadline. Whatever fails takes
 * back what was made; after a crash the first lapses, the second is checked when it is in the way,
 * and the third finds no session.
 */
final class SessionFactory {

  /** How long keys outlive their session at least, so that history can be written again. */
  static final Duration RETENTION = Duration.ofMinutes(15);

  private static final int CODE_ATTEMPTS = 5;

  private final SessionStore sessions;
  private final InviteStore invites;
  private final DeadlineStore deadlines;
  private final Seats seats;
  private final LicenseGate licenses;
  private final HistoryWriter history;
  private final Clock clock;
  private final SecureRandom random;

  SessionFactory(
      SessionStore sessions,
      InviteStore invites,
      DeadlineStore deadlines,
      Seats seats,
      LicenseGate licenses,
      HistoryWriter history,
      Clock clock,
      SecureRandom random) {
    this.sessions = sessions;
    this.invites = invites;
    this.deadlines = deadlines;
    this.seats = seats;
    this.licenses = licenses;
    this.history = history;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a session. Fails with {@code UNAVAILABLE} also while more history waits to be written
   * than may.
   */
  Future<SessionChange> create(CreateSession request) {
    if (!history.hasRoom()) {
      return Future.failedFuture(
          new ServiceException(FailureCode.UNAVAILABLE, "Session history cannot be written now"));
    }
    return licenses
        .check(request.licenseToken())
        .compose(license -> prepare(new Draft(request, license, clock.millis(), newId())));
  }

  private Future<SessionChange> prepare(Draft draft) {
    Future<Boolean> seat = seats.take(draft.fingerprint(), draft.sessionId());
    Future<String> code = claimCode(draft.sessionId(), CODE_ATTEMPTS);
    Future<Void> deadline =
        deadlines.schedule(Deadline.ofSession(draft.sessionId()), draft.expiresAt());
    return Future.join(seat, code, deadline)
        .compose(
            ready -> make(draft, code.result()),
            failure -> {
              takeBack(draft, code.succeeded() ? code.result() : null, failure);
              return Future.failedFuture(failure);
            });
  }

  private Future<SessionChange> make(Draft draft, String code) {
    Duration life = Duration.ofMillis(draft.expiresAt() - clock.millis()).plus(RETENTION);
    Future<Void> kept = invites.keep(code, life);
    Future<SessionChange> created = sessions.create(draft.toSession(code));
    return Future.join(kept, created)
        .map(ready -> created.result())
        .onFailure(
            failure -> {
              if (created.succeeded()) {
                // Nobody could join it, and its creator is told that there is none.
                ChangeEffects.observe(
                    sessions.leave(draft.sessionId(), draft.fingerprint(), LeaveReason.LEFT));
              }
              takeBack(draft, code, failure);
            });
  }

  private void takeBack(Draft draft, String code, Throwable failure) {
    ChangeEffects.observe(seats.release(draft.fingerprint(), draft.sessionId()));
    if (code != null) {
      ChangeEffects.observe(invites.release(code));
    }
    if (!SessionService.outcomeUnknown(failure)) {
      ChangeEffects.observe(deadlines.remove(Deadline.ofSession(draft.sessionId())));
    }
  }

  private Future<String> claimCode(String sessionId, int attempts) {
    String code = InviteCode.draw(random);
    return invites
        .claim(code, sessionId)
        .compose(
            claimed -> {
              if (claimed) {
                return Future.succeededFuture(code);
              }
              return attempts > 1
                  ? claimCode(sessionId, attempts - 1)
                  : Future.failedFuture(
                      new ServiceException(FailureCode.UNAVAILABLE, "No free invite code"));
            });
  }

  /** A version 4 UUID (RFC 9562) from this service's own generator. */
  private String newId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private record Draft(CreateSession request, License license, long now, String sessionId) {

    String fingerprint() {
      return request.host().device().fingerprint();
    }

    long expiresAt() {
      return now + TierLimits.of(license.tier()).maxDuration().toMillis();
    }

    NewSession toSession(String code) {
      return new NewSession(
          sessionId,
          request.host(),
          license.tier(),
          license.licenseId(),
          request.sessionType(),
          Objects.requireNonNullElse(request.topology(), Topology.STAR),
          code,
          now,
          expiresAt());
    }
  }
}
