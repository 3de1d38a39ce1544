package com.augmentalis.netavanue.bench.load;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets the thread that conducts a run reach into the event loop and wait for it. */
final class LoopCalls {
  private static final long STEP_TIMEOUT_SECONDS = 120;

  private final EventLoop loop;

  LoopCalls(EventLoop loop) {
    this.loop = loop;
  }

  /** Runs a task on the loop and returns what it gives. */
  <T> T call(Callable<T> task) throws InterruptedException {
    return loop.submit(task).sync().getNow();
  }

  /** Waits for a step of the set-up. */
  <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("not done within " + STEP_TIMEOUT_SECONDS + " s", e);
    }
  }
}
