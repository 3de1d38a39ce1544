package com.augmentalis.netavanue.engineio.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FlushQueueTest {

  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private final FlushQueue queue =
      new FlushQueue(loop::add, failure -> log.add(failure.getMessage()));

  private void runLoop() {
    while (!loop.isEmpty()) {
      loop.remove().run();
    }
  }

  @Test
  void flushesTogetherWhatWasWrittenTogether() {
    queue.add(() -> log.add("a"));
    queue.add(() -> log.add("b"));
    assertEquals(1, loop.size());
    runLoop();
    assertEquals(List.of("a", "b"), log);
  }

  @Test
  void oneThatThrowsKeepsNobodyFromBeingFlushedNowOrLater() {
    queue.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    queue.add(() -> log.add("a"));
    runLoop();
    queue.add(() -> log.add("b"));
    runLoop();
    queue.add(() -> log.add("c"));
    runLoop();
    assertEquals(List.of("broken", "a", "b", "c"), log);
  }
}
