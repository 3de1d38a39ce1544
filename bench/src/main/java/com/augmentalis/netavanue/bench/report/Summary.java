package com.augmentalis.netavanue.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The medians over all rounds. A run with failures counts for nothing here. */
public final class Summary {
  private final List<Result> results;

  /** Summarises what was measured. */
  public Summary(List<Result> results) {
    this.results = List.copyOf(results);
  }

  /** Names of the servers, in the order in which they first appear. */
  public List<String> servers() {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> names.add(result.server()));
    return new ArrayList<>(names);
  }

  /** What was done, once each, in the order in which it first appears. */
  public List<Load> loads() {
    Set<Load> loads = new LinkedHashSet<>();
    results.forEach(result -> loads.add(new Load(result.scenario(), result.connections())));
    return new ArrayList<>(loads);
  }

  /** Number of rounds. */
  public int rounds() {
    Set<Integer> rounds = new TreeSet<>();
    results.forEach(result -> rounds.add(result.round()));
    return rounds.size();
  }

  /** The runs in which something went wrong. */
  public List<Result> failed() {
    return results.stream().filter(result -> result.failures() > 0).toList();
  }

  /** Median of a figure over the rounds, or empty when it was not measured. */
  public OptionalDouble median(String server, Load load, Metric metric) {
    double[] values =
        results.stream()
            .filter(result -> result.server().equals(server) && result.failures() == 0)
            .filter(result -> new Load(result.scenario(), result.connections()).equals(load))
            .filter(result -> result.metrics().containsKey(metric.key()))
            .mapToDouble(result -> result.metrics().get(metric.key()))
            .toArray();
    return median(values);
  }

  /** The middle value, or the mean of the two in the middle. */
  static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /**
   * What was done to a server.
   *
   * @param scenario its name
   * @param connections number of sockets
   */
  public record Load(String scenario, int connections) {}
}
