package com.augmentalis.netavanue.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * The comparison as a markdown table: one row per figure, one column per server, then the first
 * server's ratios.
 */
public final class MarkdownTable {
  private static final String NOTHING = "–";

  private final Summary summary;

  /** A table of these medians. */
  public MarkdownTable(Summary summary) {
    this.summary = summary;
  }

  /** Renders the table, and under it every run that failed. */
  public String render() {
    StringBuilder text = new StringBuilder();
    List<String> servers = summary.servers();
    List<String> head = new ArrayList<>(List.of("load", "figure"));
    head.addAll(servers);
    servers.stream().skip(1).forEach(other -> head.add(servers.get(0) + " ÷ " + other));
    row(text, head);
    row(
        text,
        head.stream()
            .map(cell -> cell.equals("load") || cell.equals("figure") ? "---" : "---:")
            .toList());
    for (Summary.Load load : summary.loads()) {
      for (Metric metric : Metric.values()) {
        if (load.scenario().startsWith(metric.scenario())) {
          row(text, load, metric, servers);
        }
      }
    }
    text.append('\n').append("Medians of ").append(summary.rounds()).append(" rounds.\n");
    for (Result failed : summary.failed()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nFailed: %s, %s, %d connections, round %d: %d failures, first: `%s`%n",
              failed.server(),
              failed.scenario(),
              failed.connections(),
              failed.round(),
              failed.failures(),
              failed.firstFailure()));
    }
    return text.toString();
  }

  private void row(StringBuilder text, Summary.Load load, Metric metric, List<String> servers) {
    List<OptionalDouble> values =
        servers.stream().map(server -> summary.median(server, load, metric)).toList();
    if (values.stream().allMatch(OptionalDouble::isEmpty)) {
      return;
    }
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "%s, %,d", load.scenario(), load.connections()));
    cells.add(metric.label());
    values.forEach(value -> cells.add(number(value, metric.decimals())));
    values.stream().skip(1).forEach(other -> cells.add(ratio(values.get(0), other)));
    row(text, cells);
  }

  private static void row(StringBuilder text, List<String> cells) {
    StringJoiner joiner = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(joiner::add);
    text.append(joiner);
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value.getAsDouble())
        : NOTHING;
  }

  private static String ratio(OptionalDouble of, OptionalDouble to) {
    return of.isPresent() && to.isPresent() && to.getAsDouble() != 0
        ? String.format(Locale.ROOT, "%.2f", of.getAsDouble() / to.getAsDouble())
        : NOTHING;
  }
}
