package com.augmentalis.netavanue.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FixedRateScheduleTest {
  private static final long SECOND = 1_000_000_000L;
  private final FixedRateSchedule schedule =
      new FixedRateSchedule(-5 * SECOND, 2_000, 4, SECOND, 3 * SECOND);

  @Test
  void connectionsTakeTurns() {
    assertEquals(-5 * SECOND, schedule.due(0));
    assertEquals(-5 * SECOND + 500_000, schedule.due(1));
    assertEquals(schedule.due(11), schedule.due(3, 2));
    assertEquals(-4 * SECOND, schedule.due(2_000));
    assertEquals(6_000, schedule.messages());
  }

  @Test
  void theWarmUpIsNotMeasured() {
    assertFalse(schedule.isMeasured(schedule.due(1_999)));
    assertTrue(schedule.isMeasured(schedule.due(2_000)));
  }

  @Test
  void needsARate() {
    assertThrows(IllegalArgumentException.class, () -> new FixedRateSchedule(0, 0, 4, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new FixedRateSchedule(0, 1, 0, 0, 1));
  }
}
