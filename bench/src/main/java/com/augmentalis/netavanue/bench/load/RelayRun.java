package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.measure.CpuTime;
import com.augmentalis.netavanue.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Connections in pairs that send each other SDP offers, by the ack of the last one or by the clock.
 */
public final class RelayRun {
  private static final int PAIRS_UNDER_WAY = 16;
  private static final int CLOSES_UNDER_WAY = 64;
  private static final long DRAIN_TIMEOUT_MILLIS = 15_000;
  private static final long DRAIN_POLL_MILLIS = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Connector connector;
  private final Target target;
  private final RelayOptions options;
  private final CpuClock cpu;
  private final PairSetup pairs;
  private final LoopCalls loop;
  private final RelayCounters counters = new RelayCounters();

  /** A run; it may be executed once. */
  public RelayRun(Connector connector, Target target, RelayOptions options, CpuClock cpu) {
    this.connector = connector;
    this.target = target;
    this.options = options;
    this.cpu = cpu;
    this.loop = new LoopCalls(connector.loop());
    this.pairs =
        new PairSetup(
            connector,
            target,
            options.profile(),
            options.licenseToken(),
            new SplittableRandom(options.seed()));
  }

  /**
   * Sets up the pairs, relays, waits for what is under way, and closes.
   *
   * @throws IOException when a pair cannot be set up or the server's process is gone
   * @throws InterruptedException when interrupted
   */
  public Outcome execute() throws IOException, InterruptedException {
    List<List<Member>> open =
        loop.await(
            Bounded.run(connector.loop(), options.connections() / 2, PAIRS_UNDER_WAY, pairs::open));
    Driver driver = loop.call(() -> start(open));
    Thread.sleep(options.warmUp().toMillis());
    CpuTime cpuBefore = cpu.read();
    long generatorBefore = ownCpuNanos();
    RelayCounters.Snapshot before =
        loop.call(
            () -> {
              if (options.isClosedLoop()) {
                counters.startWindow();
              }
              return counters.snapshot();
            });
    Thread.sleep(options.window().toMillis());
    RelayCounters.Snapshot after = loop.call(counters::snapshot);
    CpuTime used = cpu.read().since(cpuBefore);
    long generatorUsed = ownCpuNanos() - generatorBefore;
    Histogram closedLoop = loop.call(() -> counters.latency().copy());
    loop.call(driver::stop);
    RelayCounters.Snapshot end = drain(driver);
    // By the clock, the slowest messages count too, however late they come.
    Histogram latency =
        options.isClosedLoop() ? closedLoop : loop.call(() -> counters.latency().copy());
    close(open, driver);
    return outcome(before, after, end, used, generatorUsed, latency);
  }

  private Driver start(List<List<Member>> open) {
    List<Member> members = open.stream().flatMap(List::stream).toList();
    Driver driver =
        options.isClosedLoop()
            ? new ClosedLoopDriver(counters)
            : new FixedRateDriver(connector.loop(), counters, options);
    List<Offer> offers = new ArrayList<>(members.size());
    for (Member member : members) {
      offers.add(
          new Offer(
              member.client().socket().allocator(),
              target,
              member.sessionId(),
              member.device().fingerprint(),
              member.peer()));
    }
    driver.start(members, offers);
    return driver;
  }

  /** Waits until every message sent has been acked and delivered, or the time for it is over. */
  private RelayCounters.Snapshot drain(Driver driver) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_TIMEOUT_MILLIS);
    while (loop.call(() -> !driver.isFinished() || counters.underWay() > 0)
        && System.nanoTime() < deadline) {
      Thread.sleep(DRAIN_POLL_MILLIS);
    }
    return loop.call(counters::snapshot);
  }

  private void close(List<List<Member>> open, Driver driver)
      throws IOException, InterruptedException {
    loop.call(
        () -> {
          open.forEach(
              pair -> pair.forEach(member -> member.client().socket().listener(member.client())));
          driver.release();
          return null;
        });
    var remaining = open.iterator();
    loop.await(
        Bounded.run(
            connector.loop(),
            open.size(),
            CLOSES_UNDER_WAY,
            () -> {
              List<Member> pair = remaining.next();
              return pairs.close(pair.get(0), pair.get(1));
            }));
  }

  private Outcome outcome(
      RelayCounters.Snapshot before,
      RelayCounters.Snapshot after,
      RelayCounters.Snapshot end,
      CpuTime used,
      long generatorUsed,
      Histogram latency) {
    double seconds = (after.nanos() - before.nanos()) / 1e9;
    double messages = after.acked() - before.acked();
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    double cpuMicros = used.serverNanos() / 1e3 / messages;
    if (options.isClosedLoop()) {
      metrics.put(Metric.THROUGHPUT, messages / seconds);
      metrics.put(Metric.ACK_P50, latency.getValueAtPercentile(50) / NANOS_PER_MILLI);
      metrics.put(Metric.ACK_P99, latency.getValueAtPercentile(99) / NANOS_PER_MILLI);
      metrics.put(Metric.ACK_P999, latency.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
      metrics.put(Metric.GENERATOR_CPU, generatorUsed / 1e9 / seconds);
    } else {
      metrics.put(Metric.P50, latency.getValueAtPercentile(50) / NANOS_PER_MILLI);
      metrics.put(Metric.P99, latency.getValueAtPercentile(99) / NANOS_PER_MILLI);
      metrics.put(Metric.P999, latency.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
    }
    if (used.serverNanos() > 0) {
      metrics.put(
          options.isClosedLoop() ? Metric.CPU_PER_MESSAGE : Metric.RATE_CPU_PER_MESSAGE, cpuMicros);
    }
    if (used.storesNanos() > 0 && options.isClosedLoop()) {
      metrics.put(
          Metric.CPU_WITH_STORES_PER_MESSAGE, cpuMicros + used.storesNanos() / 1e3 / messages);
    }
    return new Outcome(
        metrics, end.sent(), end.acked(), end.delivered(), end.failures(), end.firstFailure());
  }

  private static long ownCpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /**
   * What a run came to.
   *
   * @param metrics the figures of the measured window
   * @param sent messages sent over the whole run
   * @param acked messages acked, refusals included
   * @param delivered relays that reached their receiver
   * @param failures refused acks, relays out of sequence, lost sockets
   * @param firstFailure the first of them, or an empty string
   */
  public record Outcome(
      Map<Metric, Double> metrics,
      long sent,
      long acked,
      long delivered,
      long failures,
      String firstFailure) {
    /** True when every message sent was acked as relayed and arrived once, in order. */
    public boolean isComplete() {
      return failures == 0 && sent == acked && sent == delivered;
    }
  }
}
