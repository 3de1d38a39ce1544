package com.augmentalis.netavanue.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the gateway promises, at the loads for which it promises it, held against one set of
 * results. Other loads are measured and not judged.
 */
public final class Bars {
  /** Name of the server that the bars are for. */
  public static final String SUBJECT = "netavanue";

  /** Name of the npm peer. */
  public static final String NPM = "npm socket.io";

  /** Name of the netty-socketio peer. */
  public static final String NETTY = "netty-socketio";

  private final Summary summary;
  private final List<Bar> bars = new ArrayList<>();

  /** Judges these medians. */
  public Bars(Summary summary) {
    this.summary = summary;
    for (Summary.Load load : summary.loads()) {
      switch (load.scenario() + " at " + load.connections()) {
        case "relays at 200" -> relays(load, 8);
        case "relays at 2000" -> relays(load, 12);
        case "fixed rate 2000/s at 200" -> {
          atMost(load, Metric.P99, NPM);
          atMost(load, Metric.P99, NETTY);
        }
        case "idle at 10000" -> {
          atMost(load, Metric.RESIDENT_PER_CONNECTION, 11);
          atMost(load, Metric.HEAP_PER_CONNECTION, 6);
        }
        default -> connects(load);
      }
    }
  }

  private void relays(Summary.Load load, double cpuMicros) {
    atLeast(load, Metric.THROUGHPUT, NPM, 3);
    atLeast(load, Metric.THROUGHPUT, NETTY, 1.6);
    atMost(load, Metric.CPU_PER_MESSAGE, cpuMicros);
  }

  private void connects(Summary.Load load) {
    if (load.scenario().equals("connects, bind")) {
      atLeast(load, Metric.CONNECTS, NPM, 1);
    }
  }

  /** The bars, in the order of the loads. */
  public List<Bar> all() {
    return List.copyOf(bars);
  }

  private void atLeast(Summary.Load load, Metric metric, String peer, double factor) {
    summary
        .median(peer, load, metric)
        .ifPresent(value -> add(load, metric, value * factor, false, peer));
  }

  private void atMost(Summary.Load load, Metric metric, String peer) {
    summary.median(peer, load, metric).ifPresent(value -> add(load, metric, value, true, peer));
  }

  private void atMost(Summary.Load load, Metric metric, double limit) {
    add(load, metric, limit, true, "");
  }

  private void add(Summary.Load load, Metric metric, double limit, boolean upper, String peer) {
    OptionalDouble measured = summary.median(SUBJECT, load, metric);
    if (measured.isEmpty()) {
      return;
    }
    double value = measured.getAsDouble();
    String what =
        String.format(
            Locale.ROOT,
            "%s at %,d: %s %s %,.2f%s",
            load.scenario(),
            load.connections(),
            metric.label(),
            upper ? "≤" : "≥",
            limit,
            peer.isEmpty() ? "" : " (from " + peer + ")");
    bars.add(new Bar(what, value, upper ? value <= limit : value >= limit));
  }

  /** Renders them as a markdown table. */
  public String render() {
    StringBuilder text = new StringBuilder("| bar | measured | |\n| --- | ---: | --- |\n");
    for (Bar bar : bars) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.2f | %s |%n",
              bar.what(),
              bar.measured(),
              bar.isMet() ? "met" : "**missed**"));
    }
    return text.toString();
  }

  /**
   * One bar.
   *
   * @param what figure and limit in words
   * @param measured the subject's median
   * @param isMet true when it keeps the limit
   */
  public record Bar(String what, double measured, boolean isMet) {}
}
