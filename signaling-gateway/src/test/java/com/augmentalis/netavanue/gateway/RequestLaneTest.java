package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLaneTest {

  private final RequestLane lane = new RequestLane(2);
  private final List<String> started = new ArrayList<>();

  private Promise<Void> slow(String name) {
    Promise<Void> promise = Promise.promise();
    assertTrue(
        lane.submit(
            () -> {
              started.add(name);
              return promise.future();
            }));
    return promise;
  }

  private boolean quick(String name) {
    return lane.submit(
        () -> {
          started.add(name);
          return Future.succeededFuture();
        });
  }

  @Test
  void runsAtOnceWhatFindsTheLaneFree() {
    assertTrue(quick("a"));
    assertTrue(quick("b"));
    assertEquals(List.of("a", "b"), started);
  }

  @Test
  void laterRequestsWaitForTheEarlierOne() {
    Promise<Void> first = slow("first");
    assertTrue(quick("second"));
    Promise<Void> third = slow("third");
    assertEquals(List.of("first"), started);
    first.complete();
    assertEquals(List.of("first", "second", "third"), started);
    assertTrue(quick("fourth"));
    third.fail("refused");
    assertEquals(List.of("first", "second", "third", "fourth"), started);
  }

  @Test
  void refusesOneMoreThanMayWait() {
    Promise<Void> first = slow("first");
    assertTrue(quick("second"));
    assertTrue(quick("third"));
    assertFalse(quick("fourth"));
    first.complete();
    assertEquals(List.of("first", "second", "third"), started);
    assertTrue(quick("fifth"));
  }

  @Test
  void forgetsWhatWaitsWhenTheSocketGoes() {
    Promise<Void> first = slow("first");
    assertTrue(quick("second"));
    lane.clear();
    first.complete();
    assertEquals(List.of("first"), started);
    assertTrue(quick("third"));
  }

  @Test
  void aLongRunOfImmediateStepsDoesNotNest() {
    RequestLane deep = new RequestLane(100_000);
    Promise<Void> gate = Promise.promise();
    int[] count = {0};
    assertTrue(deep.submit(gate::future));
    for (int i = 0; i < 100_000; i++) {
      assertTrue(
          deep.submit(
              () -> {
                count[0]++;
                return Future.succeededFuture();
              }));
    }
    gate.complete();
    assertEquals(100_000, count[0]);
  }
}
