package com.augmentalis.netavanue.server.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something outside this process that tells nobody when it is so. */
final class Await {
  private Await() {}

  static void until(Duration patience, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean holds = condition.call();
    while (!holds && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      holds = condition.call();
    }
    assertTrue(holds, "not so within " + patience);
  }
}
