package com.augmentalis.netavanue.server.health;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether this process may get traffic. Probes run in the background, each with a timeout and
 * at most one at a time, so that an endpoint asked a thousand times a second costs the stores
 * nothing. Thread-safe.
 */
public final class HealthMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

  /** Time between two probes of a check. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Time that one probe may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Age at which a result counts for nothing: the probes themselves have stopped. */
  public static final Duration STALE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final List<HealthCheck> checks;
  private final LongSupplier nanoTime;
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private volatile Phase phase = Phase.STARTING;
  private volatile boolean wasRunning;
  private volatile long timer = -1;

  private record Result(boolean up, long nanoTime) {}

  /**
   * Creates a monitor that knows nothing yet.
   *
   * @param vertx runs the probes
   * @param checks what must work
   * @param nanoTime clock in nanoseconds, such as {@link System#nanoTime()}
   */
  public HealthMonitor(Vertx vertx, List<HealthCheck> checks, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.checks = List.copyOf(checks);
    this.nanoTime = nanoTime;
  }

  /**
   * Probes everything at once and from then on regularly. The future ends with the first round and
   * never fails.
   */
  public Future<Void> start() {
    Future<Void> first = Future.join(checks.stream().map(this::probe).toList()).mapEmpty();
    return first.onComplete(done -> timer = vertx.setPeriodic(INTERVAL.toMillis(), new Rounds()));
  }

  // One round at a time: a slow round makes the next one wait.
  private final class Rounds implements io.vertx.core.Handler<Long> {
    private boolean underWay;

    @Override
    public void handle(Long id) {
      if (underWay) {
        return;
      }
      underWay = true;
      Future.join(checks.stream().map(HealthMonitor.this::probe).toList())
          .onComplete(done -> underWay = false);
    }
  }

  private Future<Void> probe(HealthCheck check) {
    Promise<Void> result = Promise.promise();
    Future<Void> asked;
    try {
      asked = check.probe().get();
    } catch (RuntimeException e) {
      asked = Future.failedFuture(e);
    }
    asked
        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            answer -> {
              record(check.name(), answer.succeeded(), answer.cause());
              result.complete();
            });
    return result.future();
  }

  private void record(String name, boolean up, Throwable cause) {
    Result before = results.put(name, new Result(up, nanoTime.getAsLong()));
    if (!up && (before == null || before.up())) {
      LOG.warn("{} is down: {}", name, cause.toString());
    } else if (up && before != null && !before.up()) {
      LOG.info("{} is up again", name);
    }
  }

  /** Says where in its life the process is. */
  public void enter(Phase next) {
    phase = next;
    wasRunning |= next == Phase.RUNNING;
  }

  /** Where in its life the process is. */
  public Phase phase() {
    return phase;
  }

  /** Whether the process has once been running. */
  public boolean started() {
    return wasRunning;
  }

  /** Whether the process may get traffic now. */
  public boolean ready() {
    return phase == Phase.RUNNING && checks().values().stream().allMatch(up -> up);
  }

  /** Each check's last answer; one that is unknown or too old counts as down. */
  public Map<String, Boolean> checks() {
    long now = nanoTime.getAsLong();
    Map<String, Boolean> answers = new TreeMap<>();
    for (HealthCheck check : checks) {
      Result result = results.get(check.name());
      answers.put(
          check.name(), result != null && result.up() && now - result.nanoTime() < STALE.toNanos());
    }
    return answers;
  }

  /** Ends the probes. */
  public void stop() {
    vertx.cancelTimer(timer);
  }
}
