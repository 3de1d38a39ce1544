package com.augmentalis.netavanue.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting for what tests ask for. */
final class Waits {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Waits() {}

  static <T> T await(Future<T> future) {
    try {
      return future.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No result within " + LIMIT, e);
    }
  }

  static void assertRefused(FailureCode code, Future<?> future) {
    Throwable failure = await(future.map((Throwable) null).recover(Future::succeededFuture));
    assertEquals(code, assertInstanceOf(ServiceException.class, failure).code());
  }

  /** Asks again until it holds; what is asked waits itself, so nothing spins. */
  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + LIMIT + ": " + what);
      }
      Thread.onSpinWait();
    }
  }
}
