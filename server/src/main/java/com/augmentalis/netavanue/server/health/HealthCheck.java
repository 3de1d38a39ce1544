package com.augmentalis.netavanue.server.health;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One thing that must work for readiness.
 *
 * @param name as shown by the endpoint
 * @param probe asks once; its failure is logged, not shown
 */
public record HealthCheck(String name, Supplier<Future<Void>> probe) {
  /** Validates that nothing is missing. */
  public HealthCheck {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(probe, "probe");
  }
}
