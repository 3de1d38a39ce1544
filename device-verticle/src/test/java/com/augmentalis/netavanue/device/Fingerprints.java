package com.augmentalis.netavanue.device;

import java.util.concurrent.atomic.AtomicInteger;

/** Fingerprints that no other test uses. */
public final class Fingerprints {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Fingerprints() {}

  public static String next() {
    return String.format("%064x", NEXT.incrementAndGet());
  }
}
