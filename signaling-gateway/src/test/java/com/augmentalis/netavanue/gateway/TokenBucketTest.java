package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long MS = 1_000_000;

  @Test
  void givesTheBurstAtOnceAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(10, 3, 0);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, bucket.take(0));
    }
    assertEquals(100, bucket.take(0));
    assertEquals(50, bucket.take(50 * MS));
    assertEquals(0, bucket.take(100 * MS));
    assertTrue(bucket.take(100 * MS) > 0);
  }

  @Test
  void keepsNoMoreThanTheBurstWhileIdle() {
    TokenBucket bucket = new TokenBucket(1_000, 2, 0);
    long later = 3_600_000 * MS;
    assertEquals(0, bucket.take(later));
    assertEquals(0, bucket.take(later));
    assertEquals(1, bucket.take(later));
  }

  @Test
  void givesTheFullRateOverASecond() {
    TokenBucket bucket = new TokenBucket(2_000, 1, 0);
    int taken = 0;
    for (long now = 0; now < 1_000 * MS; now += MS / 10) {
      taken += bucket.take(now) == 0 ? 1 : 0;
    }
    assertTrue(taken >= 1_999 && taken <= 2_001, "taken " + taken);
  }

  @Test
  void refusesARateThatWouldNeverGive() {
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(1, 0.5, 0));
  }
}
