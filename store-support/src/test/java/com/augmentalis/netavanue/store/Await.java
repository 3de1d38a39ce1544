package com.augmentalis.netavanue.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits in tests for what is to come, on any thread but an event loop. */
public final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Await() {}

  /** The value, or the failure thrown. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No result within " + LIMIT, e);
    }
  }

  /** The failure, or null when there is none. */
  public static Throwable failure(Future<?> future) {
    return await(future.map((Throwable) null).recover(Future::succeededFuture));
  }

  /** Fails unless the future fails with this code. */
  public static void assertRefused(FailureCode code, Future<?> future) {
    assertEquals(code, assertInstanceOf(ServiceException.class, failure(future)).code());
  }

  /** Asks again until it holds; what is asked waits itself, so nothing spins. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + LIMIT + ": " + what);
      }
      Thread.onSpinWait();
    }
  }
}
