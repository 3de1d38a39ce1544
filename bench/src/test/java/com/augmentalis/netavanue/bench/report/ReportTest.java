package com.augmentalis.netavanue.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Summary.Load RELAYS = new Summary.Load("relays", 200);

  private static Result relays(String server, int round, double throughput, double cpu) {
    return new Result(
        server,
        "relays",
        200,
        round,
        Map.of(Metric.THROUGHPUT.key(), throughput, Metric.CPU_PER_MESSAGE.key(), cpu),
        0,
        "");
  }

  @Test
  void mediansOfOddAndEvenCounts() {
    assertEquals(OptionalDouble.empty(), Summary.median(new double[0]));
    assertEquals(OptionalDouble.of(3), Summary.median(new double[] {9, 3, 1}));
    assertEquals(OptionalDouble.of(2.5), Summary.median(new double[] {4, 1, 3, 2}));
  }

  @Test
  void aFailedRunDoesNotCount() {
    Result failed =
        new Result("a", "relays", 200, 2, Map.of(Metric.THROUGHPUT.key(), 900.0), 3, "lost");
    Summary summary = new Summary(List.of(relays("a", 1, 100, 5), failed));
    assertEquals(OptionalDouble.of(100), summary.median("a", RELAYS, Metric.THROUGHPUT));
    assertEquals(List.of(failed), summary.failed());
    assertEquals(2, summary.rounds());
    String table = new MarkdownTable(summary).render();
    assertTrue(
        table.contains("Failed: a, relays, 200 connections, round 2: 3 failures, first: `lost`"),
        table);
  }

  @Test
  void theTableHoldsMediansAndRatios() {
    Summary summary =
        new Summary(
            List.of(
                relays("a", 1, 3_000, 5),
                relays("b", 1, 1_000, 20),
                relays("a", 2, 1_000, 7),
                relays("b", 2, 1_000, 20),
                relays("a", 3, 2_000, 6)));
    String expected =
        """
        | load | figure | a | b | a ÷ b |
        | --- | --- | ---: | ---: | ---: |
        | relays, 200 | messages/s | 2,000 | 1,000 | 2.00 |
        | relays, 200 | server CPU, µs/message | 6.0 | 20.0 | 0.30 |

        Medians of 3 rounds.
        """;
    assertEquals(expected, new MarkdownTable(summary).render());
  }

  @Test
  void aFigureThatOneServerLacksIsADash() {
    Result plain = new Result("b", "relays", 200, 1, Map.of(Metric.THROUGHPUT.key(), 10.0), 0, "");
    String table = new MarkdownTable(new Summary(List.of(relays("a", 1, 20, 5), plain))).render();
    assertTrue(table.contains("| relays, 200 | server CPU, µs/message | 5.0 | – | – |"), table);
  }

  private static Bars bars(double throughput, double cpu) {
    List<Result> results = new ArrayList<>();
    results.add(relays(Bars.SUBJECT, 1, throughput, cpu));
    results.add(relays(Bars.NPM, 1, 1_000, 24));
    results.add(relays(Bars.NETTY, 1, 2_000, 14));
    return new Bars(new Summary(results));
  }

  @Test
  void barsAreMetAtTheirLimit() {
    assertEquals(3, bars(3_200, 8).all().size());
    assertTrue(bars(3_200, 8).all().stream().allMatch(Bars.Bar::isMet));
  }

  @Test
  void barsAreMissedBehindTheirLimit() {
    List<Bars.Bar> slow = bars(3_199, 8.01).all();
    assertTrue(slow.get(0).isMet(), "three times npm");
    assertFalse(slow.get(1).isMet(), "1.6 times netty-socketio");
    assertFalse(slow.get(2).isMet(), "8 µs");
    assertTrue(bars(3_199, 8).render().contains("| 3,199.00 | **missed** |"));
  }

  @Test
  void loadsWithoutAPromiseAreNotJudged() {
    Result small =
        new Result(
            Bars.SUBJECT, "idle", 200, 1, Map.of(Metric.HEAP_PER_CONNECTION.key(), 99.0), 0, "");
    assertEquals(List.of(), new Bars(new Summary(List.of(small))).all());
    Result promised =
        new Result(
            Bars.SUBJECT, "idle", 10_000, 1, Map.of(Metric.HEAP_PER_CONNECTION.key(), 6.1), 0, "");
    assertEquals(1, new Bars(new Summary(List.of(promised))).all().size());
    assertFalse(new Bars(new Summary(List.of(promised))).all().get(0).isMet());
  }

  @Test
  void withoutTheGatewayThereAreNoBars() {
    Summary summary = new Summary(List.of(relays(Bars.NPM, 1, 1, 1), relays(Bars.NETTY, 1, 1, 1)));
    assertEquals(List.of(), new Bars(summary).all());
  }

  @Test
  void resultsSurviveTheirFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("results.jsonl");
    List<Result> results =
        List.of(relays("a", 1, 1.5, 2), new Result("b", "idle", 3, 2, Map.of(), 4, "x\ny"));
    for (Result result : results) {
      result.appendTo(file);
    }
    assertEquals(results, Result.readAll(file));
  }
}
