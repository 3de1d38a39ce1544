package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.session.DeadlineStore.Claim;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due. Any number of instances sweep one index: a claimed deadline is acted on by one,
 * and comes up again if that one dies before it is done.
 */
final class DeadlineSweeper {

  private static final int CLAIMS = 64;
  private static final int ROUNDS = 16;
  private static final Duration EARLY = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);

  private final DeadlineStore deadlines;
  private final SessionStore sessions;
  private final ChangeEffects effects;
  private final HistoryWriter history;
  private final Clock clock;
  private final Duration quietAfterOutage;
  private boolean underWay;
  private boolean outage;
  private long quietUntil;

  DeadlineSweeper(
      DeadlineStore deadlines,
      SessionStore sessions,
      ChangeEffects effects,
      HistoryWriter history,
      Clock clock,
      Duration quietAfterOutage) {
    this.deadlines = deadlines;
    this.sessions = sessions;
    this.effects = effects;
    this.history = history;
    this.clock = clock;
    this.quietAfterOutage = quietAfterOutage;
  }

  /**
   * Does what is due now. While the store is out of reach, and for a while after, nothing is fired:
   * devices that were cut off with it get time to come back.
   *
   * @return completes when it is done; never fails
   */
  Future<Void> sweep() {
    if (underWay) {
      return Future.succeededFuture();
    }
    underWay = true;
    return (outage ? lookForRecovery() : claimRounds(ROUNDS))
        .recover(
            failure -> {
              LOG.debug("Sweep: {}", failure.getMessage());
              outage = true;
              return Future.succeededFuture();
            })
        .onComplete(done -> underWay = false);
  }

  private Future<Void> lookForRecovery() {
    return deadlines
        .probe()
        .onSuccess(
            v -> {
              outage = false;
              quietUntil = clock.millis() + quietAfterOutage.toMillis();
            });
  }

  private Future<Void> claimRounds(int rounds) {
    if (clock.millis() < quietUntil) {
      return Future.succeededFuture();
    }
    return deadlines
        .claim(CLAIMS)
        .compose(
            claims -> {
              List<Future<Void>> acts = new ArrayList<>();
              claims.forEach(claim -> acts.add(act(claim)));
              Future<Void> all = Future.join(acts).mapEmpty();
              boolean more = claims.size() == CLAIMS && rounds > 1;
              return more ? all.compose(v -> claimRounds(rounds - 1)) : all;
            });
  }

  private Future<Void> act(Claim claim) {
    return sessions
        .sweep(claim.deadline().sessionId())
        .compose(
            found -> found.map(now -> settle(claim, now)).orElseGet(() -> deadlines.done(claim)))
        .recover(failure -> leaveToItself(claim, failure));
  }

  /**
   * An outage ends the sweep. Anything else is the matter of this one session, which must not hold
   * up the others: its claim lapses and it comes up again, until its keys are gone.
   */
  private static Future<Void> leaveToItself(Claim claim, Throwable failure) {
    if (failure instanceof ServiceException) {
      return Future.failedFuture(failure);
    }
    LOG.error("Deadline of session {} failed", claim.deadline().sessionId(), failure);
    return Future.succeededFuture();
  }

  private Future<Void> settle(Claim claim, SessionChange change) {
    if (claim.deadline().isGrace()) {
      effects.apply(change);
      // Clocks of two nodes differ a little: a grace can be due here and not yet there.
      return stillAway(claim.deadline(), change)
          ? deadlines.postpone(claim, clock.millis() + EARLY.toMillis())
          : deadlines.done(claim);
    }
    if (!change.session().ended()) {
      effects.apply(change);
      return deadlines.postpone(
          claim, Math.max(change.session().expiresAtMs(), clock.millis() + EARLY.toMillis()));
    }
    long retry = clock.millis() + ChangeEffects.HISTORY_RETRY.toMillis();
    if (change.events().isEmpty()) {
      history.add(change.session(), change.stays());
      return deadlines.postpone(claim, retry);
    }
    return deadlines.postpone(claim, retry).onComplete(done -> effects.apply(change));
  }

  private static boolean stillAway(Deadline deadline, SessionChange change) {
    Optional<Member> member =
        change.members().stream()
            .filter(m -> m.fingerprint().equals(deadline.fingerprint()))
            .findFirst();
    return !change.session().ended()
        && member.isPresent()
        && !member.get().connected()
        && member.get().location().epoch() == deadline.epoch();
  }
}
