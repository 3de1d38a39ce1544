package com.augmentalis.netavanue.server.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HealthMonitorTest {
  private final AtomicLong clock = new AtomicLong(1);

  private static void await(Future<Void> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private HealthMonitor monitor(Vertx vertx, HealthCheck... checks) {
    return new HealthMonitor(vertx, List.of(checks), clock::get);
  }

  @Test
  void isReadyOnlyWhileRunning(Vertx vertx) throws Exception {
    HealthMonitor monitor = monitor(vertx, new HealthCheck("a", Future::succeededFuture));
    await(monitor.start());
    assertFalse(monitor.ready());
    assertFalse(monitor.started());
    monitor.enter(Phase.RUNNING);
    assertTrue(monitor.ready());
    monitor.enter(Phase.STOPPING);
    assertFalse(monitor.ready());
    assertTrue(monitor.started());
    monitor.stop();
  }

  @Test
  void aFailingAThrowingAndASilentCheckAreDown(Vertx vertx) throws Exception {
    HealthMonitor monitor =
        monitor(
            vertx,
            new HealthCheck("fails", () -> Future.failedFuture("no")),
            new HealthCheck("silent", () -> Promise.<Void>promise().future()),
            new HealthCheck(
                "throws",
                () -> {
                  throw new IllegalStateException("no");
                }),
            new HealthCheck("works", Future::succeededFuture));
    await(monitor.start());
    monitor.enter(Phase.RUNNING);
    assertEquals(
        Map.of("fails", false, "silent", false, "throws", false, "works", true), monitor.checks());
    assertFalse(monitor.ready());
    monitor.stop();
  }

  @Test
  void recoversByItself(Vertx vertx) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Promise<Void> third = Promise.promise();
    HealthMonitor monitor =
        monitor(
            vertx,
            new HealthCheck(
                "a",
                () -> {
                  int n = asked.incrementAndGet();
                  if (n == 3) {
                    third.complete();
                  }
                  return n == 1 ? Future.failedFuture("not yet") : Future.succeededFuture();
                }));
    await(monitor.start());
    monitor.enter(Phase.RUNNING);
    assertFalse(monitor.ready());
    // When the third round begins, the second one has been recorded.
    await(third.future());
    assertTrue(monitor.ready());
    monitor.stop();
  }

  @Test
  void anOldAnswerCountsForNothing(Vertx vertx) throws Exception {
    HealthMonitor monitor = monitor(vertx, new HealthCheck("a", Future::succeededFuture));
    await(monitor.start());
    monitor.enter(Phase.RUNNING);
    monitor.stop();
    clock.addAndGet(HealthMonitor.STALE.toNanos() - 1);
    assertTrue(monitor.ready());
    clock.addAndGet(1);
    assertFalse(monitor.ready());
  }
}
