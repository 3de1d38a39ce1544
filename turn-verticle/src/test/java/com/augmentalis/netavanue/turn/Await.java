package com.augmentalis.netavanue.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for futures in tests. */
public final class Await {

  private Await() {}

  /** The value, or the failure thrown. */
  public static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  /** Fails unless the future fails with this code. */
  public static void assertRefused(FailureCode code, Future<?> future) throws Exception {
    Throwable failure = await(future.map((Throwable) null).recover(Future::succeededFuture));
    assertEquals(code, assertInstanceOf(ServiceException.class, failure).code());
  }
}
