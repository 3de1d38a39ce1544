package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.session.HistoryStore.Entry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes history behind the requests, many sessions at a time. What waits for one session is
 * merged, so a short session is often one write.
 *
 * <p>The backlog is bounded by sessions and by stays. What does not fit, or is lost when the
 * process dies, is not lost to history: a session that ended stays in Redis with all its stays, and
 * its deadline comes up again and again, until its end is written.
 */
final class HistoryWriter {

  static final int BATCH = 500;

  private static final int STAYS_PER_SESSION = 8;
  private static final Duration MIN_PAUSE = Duration.ofMillis(250);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

  private final HistoryStore store;
  private final Clock clock;
  private final int bound;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private Consumer<SessionRecord> onEndWritten = session -> {};
  private int staysWaiting;
  private int underWay;
  private Future<Void> running = Future.succeededFuture();
  private long pausedUntil;
  private Duration pause = Duration.ZERO;

  HistoryWriter(HistoryStore store, Clock clock, int bound) {
    this.store = store;
    this.clock = clock;
    this.bound = bound;
  }

  /** Sets who is told of each session whose end is written. */
  void onEndWritten(Consumer<SessionRecord> handler) {
    this.onEndWritten = handler;
  }

  /** Whether another session fits in the backlog. */
  boolean hasRoom() {
    return backlog() < bound && staysWaiting < (long) bound * STAYS_PER_SESSION;
  }

  /** Sessions that wait to be written. */
  int backlog() {
    return waiting.size() + underWay;
  }

  /** Takes what is to be written; see the class about what does not fit. */
  void add(SessionRecord session, List<Stay> stays) {
    Waiting known = waiting.get(session.sessionId());
    if (known == null) {
      if (!hasRoom()) {
        return;
      }
      known = new Waiting(session);
      waiting.put(session.sessionId(), known);
    }
    staysWaiting += known.merge(session, stays);
  }

  /**
   * Writes what waits, unless the store has just failed. While a write is under way, joins it.
   *
   * @return completes when there is nothing more to do now; never fails
   */
  Future<Void> flush() {
    if (underWay > 0) {
      return running;
    }
    if (waiting.isEmpty() || clock.millis() < pausedUntil) {
      return Future.succeededFuture();
    }
    List<Entry> batch = take();
    underWay = batch.size();
    running =
        write(batch)
            .onComplete(done -> underWay = 0)
            .compose(
                v -> {
                  resumed();
                  return flush();
                },
                failure -> {
                  pauseAfter(failure);
                  return Future.succeededFuture();
                });
    return running;
  }

  private List<Entry> take() {
    List<Entry> batch = new ArrayList<>();
    Iterator<Waiting> iterator = waiting.values().iterator();
    while (iterator.hasNext() && batch.size() < BATCH) {
      Entry entry = iterator.next().toEntry();
      iterator.remove();
      staysWaiting -= entry.stays().size();
      batch.add(entry);
    }
    return batch;
  }

  /** Writes a batch; one entry that can never be written must not hold up the others. */
  private Future<Void> write(List<Entry> batch) {
    return store
        .write(batch)
        .onSuccess(v -> batch.forEach(this::written))
        .recover(
            failure -> {
              if (failure instanceof ServiceException) {
                putBack(batch);
                return Future.failedFuture(failure);
              }
              if (batch.size() == 1) {
                drop(batch.get(0), failure);
                return Future.succeededFuture();
              }
              List<Entry> second = batch.subList(batch.size() / 2, batch.size());
              return write(batch.subList(0, batch.size() / 2))
                  .recover(
                      down -> {
                        putBack(second);
                        return Future.failedFuture(down);
                      })
                  .compose(v -> write(second));
            });
  }

  private void written(Entry entry) {
    if (entry.session().ended()) {
      onEndWritten.accept(entry.session());
    }
  }

  private void drop(Entry entry, Throwable failure) {
    LOG.error("History of session {} is refused", entry.session().sessionId(), failure);
    written(entry);
  }

  private void putBack(List<Entry> entries) {
    for (Entry entry : entries) {
      Waiting newer = waiting.get(entry.session().sessionId());
      Waiting merged = new Waiting(entry.session());
      staysWaiting += merged.merge(entry.session(), entry.stays());
      if (newer != null) {
        Entry later = newer.toEntry();
        staysWaiting += merged.merge(later.session(), later.stays()) - later.stays().size();
      }
      waiting.put(entry.session().sessionId(), merged);
    }
  }

  private void pauseAfter(Throwable failure) {
    if (pause.isZero()) {
      LOG.warn("History waits: {}", failure.getMessage());
      pause = MIN_PAUSE;
    } else {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }
    pausedUntil = clock.millis() + pause.toMillis();
  }

  private void resumed() {
    if (!pause.isZero()) {
      LOG.info("History is written again, {} sessions wait", waiting.size());
      pause = Duration.ZERO;
    }
  }

  private record StayKey(String deviceId, long joinedAt) {}

  /** What waits for one session. */
  private static final class Waiting {
    private final Map<StayKey, Stay> stays = new HashMap<>();
    private SessionRecord session;

    Waiting(SessionRecord session) {
      this.session = session;
    }

    /** Takes in what is newer; gives how many stays came in addition. */
    int merge(SessionRecord other, List<Stay> more) {
      int before = stays.size();
      boolean newer = other.version() >= session.version();
      if (newer) {
        session = other;
      }
      for (Stay stay : more) {
        stays.merge(
            new StayKey(stay.deviceId(), stay.joinedAt()),
            stay,
            (known, added) ->
                newer && (known.leftAt() == null || added.leftAt() != null) ? added : known);
      }
      return stays.size() - before;
    }

    Entry toEntry() {
      return new Entry(session, List.copyOf(stays.values()));
    }
  }
}
