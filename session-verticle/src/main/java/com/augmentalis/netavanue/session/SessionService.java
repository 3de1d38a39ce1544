package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.ScoreUpdated;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/**
 * Serves the requests of {@code contract.session}. Each answers with a future that fails with a
 * {@link ServiceException}; a request whose fields make no sense throws it at once.
 */
public final class SessionService {

  private final SessionStore sessions;
  private final SessionFactory factory;
  private final InviteStore invites;
  private final DeadlineStore deadlines;
  private final Seats seats;
  private final ChangeEffects effects;
  private final Clock clock;
  private final Duration grace;

  SessionService(
      SessionStore sessions,
      SessionFactory factory,
      InviteStore invites,
      DeadlineStore deadlines,
      Seats seats,
      ChangeEffects effects,
      Clock clock,
      Duration grace) {
    this.sessions = sessions;
    this.factory = factory;
    this.invites = invites;
    this.deadlines = deadlines;
    this.seats = seats;
    this.effects = effects;
    this.clock = clock;
    this.grace = grace;
  }

  /** Creates a session. The answer is the state after all events of its own. */
  public Future<SessionState> create(CreateSession request) {
    Requests.requireDevice("host", request.host());
    Requests.requirePresent("sessionType", request.sessionType());
    return factory.create(request).map(this::applied);
  }

  /** Joins a session by invite code, or comes back to it. */
  public Future<SessionState> join(JoinSession request) {
    Requests.requireDevice("guest", request.guest());
    return InviteCode.parse(request.inviteCode())
        .map(code -> invites.find(code).compose(found -> enter(found.orElse(null), request)))
        .orElseGet(SessionService::noSuchCode);
  }

  private Future<SessionState> enter(String sessionId, JoinSession request) {
    if (sessionId == null) {
      return noSuchCode();
    }
    JoiningDevice guest = request.guest();
    String fingerprint = guest.device().fingerprint();
    return seats
        .take(fingerprint, sessionId)
        .compose(
            isNew ->
                sessions
                    .join(sessionId, guest)
                    .onFailure(
                        failure -> {
                          if (isNew && !outcomeUnknown(failure)) {
                            ChangeEffects.observe(seats.release(fingerprint, sessionId));
                          }
                        }))
        .map(this::applied);
  }

  /** Leaves a session; the host's leaving ends it. */
  public Future<Done> leave(LeaveSession request) {
    Requests.requireSessionId(request.sessionId());
    Requests.requirePresent("fingerprint", request.fingerprint());
    return sessions
        .leave(request.sessionId(), request.fingerprint(), LeaveReason.LEFT)
        .map(this::applied)
        .map(Done.DONE);
  }

  /**
   * Begins a participant's grace, if it still speaks through the socket that is gone. What is no
   * longer so is no failure: the caller tells what it saw.
   */
  public Future<Done> disconnect(DisconnectMember request) {
    Requests.requireSessionId(request.sessionId());
    Requests.requireFingerprint("fingerprint", request.fingerprint());
    Requests.requireEpoch("epoch", request.epoch());
    long graceUntil = clock.millis() + grace.toMillis();
    int graceSeconds = (int) ((grace.toMillis() + 999) / 1000);
    Deadline deadline =
        Deadline.ofGrace(request.sessionId(), request.fingerprint(), request.epoch());
    return deadlines
        .schedule(deadline, graceUntil)
        .compose(
            v ->
                sessions.disconnect(
                    request.sessionId(),
                    request.fingerprint(),
                    request.epoch(),
                    graceUntil,
                    graceSeconds))
        .onSuccess(change -> change.ifPresent(effects::apply))
        .map(Done.DONE);
  }

  /** Changes a participant's score, which may move the hub. */
  public Future<ScoreUpdated> updateScore(UpdateScore request) {
    Requests.requireSessionId(request.sessionId());
    Requests.requirePresent("fingerprint", request.fingerprint());
    Requests.requirePresent("score", request.score());
    return sessions
        .updateScore(request.sessionId(), request.fingerprint(), request.score())
        .map(this::applied)
        .map(state -> new ScoreUpdated(request.score().score(), state.hubFingerprint()));
  }

  /** Gives a session as it stands. */
  public Future<SessionState> fetch(FetchSession request) {
    Requests.requireSessionId(request.sessionId());
    return sessions.fetch(request.sessionId()).map(SessionChange::state);
  }

  /**
   * Gives the events after a version. When some of them are no longer kept, the first of the answer
   * shows it by its version, and the session is to be fetched instead. A session that has just
   * ended still tells how.
   */
  public Future<SessionEvents> fetchEvents(FetchEvents request) {
    Requests.requireSessionId(request.sessionId());
    return sessions
        .events(request.sessionId(), request.afterVersion())
        .map(events -> new SessionEvents(request.sessionId(), events));
  }

  private SessionState applied(SessionChange change) {
    effects.apply(change);
    return change.state();
  }

  /** Whether a change may have been made although it failed. */
  static boolean outcomeUnknown(Throwable failure) {
    return !(failure instanceof ServiceException refused)
        || refused.code() == FailureCode.UNAVAILABLE;
  }

  private static <T> Future<T> noSuchCode() {
    return Future.failedFuture(
        new ServiceException(FailureCode.SESSION_NOT_FOUND, "No session has this invite code"));
  }
}
