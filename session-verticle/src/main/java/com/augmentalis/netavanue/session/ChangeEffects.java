package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from every change of a session, whoever made it: events go out, history learns,
 * seats are given back. None of it holds up the reply; what fails here is made good later, by a
 * gateway that sees a gap in versions, by the deadline of the session, or by checking seats.
 */
final class ChangeEffects {

  /** How soon an ended session is looked at again, unless its history is written by then. */
  static final Duration HISTORY_RETRY = Duration.ofSeconds(30);

  /** How long the id of an ended session is told from an unknown one. */
  static final Duration ENDED_MEMORY = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ChangeEffects.class);

  private final EventPublisher publisher;
  private final HistoryWriter history;
  private final Seats seats;
  private final DeadlineStore deadlines;
  private final SessionStore sessions;
  private final InviteStore invites;
  private final Clock clock;

  ChangeEffects(
      EventPublisher publisher,
      HistoryWriter history,
      Seats seats,
      DeadlineStore deadlines,
      SessionStore sessions,
      InviteStore invites,
      Clock clock) {
    this.publisher = publisher;
    this.history = history;
    this.seats = seats;
    this.deadlines = deadlines;
    this.sessions = sessions;
    this.invites = invites;
    this.clock = clock;
    history.onEndWritten(this::forget);
  }

  /** Lets a change take effect. */
  void apply(SessionChange change) {
    if (change.events().isEmpty()) {
      return;
    }
    publisher.publish(change);
    String sessionId = change.session().sessionId();
    for (String fingerprint : gone(change)) {
      observe(seats.release(fingerprint, sessionId));
    }
    if (change.session().ended()) {
      observe(
          deadlines.schedule(
              Deadline.ofSession(sessionId), clock.millis() + HISTORY_RETRY.toMillis()));
    }
    if (matters(change)) {
      history.add(change.session(), change.stays());
    }
  }

  private static Set<String> gone(SessionChange change) {
    Set<String> gone = new LinkedHashSet<>();
    for (SessionEvent event : change.events()) {
      if (event instanceof SessionEvent.ParticipantLeft left) {
        gone.add(left.fingerprint());
      }
    }
    if (change.session().ended()) {
      change.members().stream().map(Member::fingerprint).forEach(gone::add);
    }
    return gone;
  }

  /** Who is connected does not concern history; who is in, and which hub, does. */
  private static boolean matters(SessionChange change) {
    return !change.stays().isEmpty()
        || change.events().stream().anyMatch(SessionEvent.HubElected.class::isInstance);
  }

  private void forget(SessionRecord session) {
    String sessionId = session.sessionId();
    observe(sessions.forgetAfter(sessionId, ENDED_MEMORY.toMillis()));
    observe(invites.keep(session.inviteCode(), ENDED_MEMORY));
    observe(deadlines.remove(Deadline.ofSession(sessionId)));
  }

  static void observe(Future<?> future) {
    future.onFailure(failure -> LOG.debug("Left for later: {}", failure.getMessage()));
  }
}
