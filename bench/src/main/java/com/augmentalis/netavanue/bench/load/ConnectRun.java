package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.measure.CpuTime;
import com.augmentalis.netavanue.bench.report.Metric;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * Sockets that connect, take the steps of their {@link ConnectStep}, and leave; a fixed number is
 * under way.
 */
public final class ConnectRun {
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final long DRAIN_TIMEOUT_MILLIS = 15_000;
  private static final long DRAIN_POLL_MILLIS = 20;
  private static final int DEVICES_PER_SLOT = 8;
  private static final long MAX_FAILURES = 1_000;

  private final Connector connector;
  private final Target target;
  private final ConnectOptions options;
  private final CpuClock cpu;
  private final RandomGenerator random;
  private final PairSetup pairs;
  private final Queue<Device> registered = new ArrayDeque<>();
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
  private long done;
  private long failures;
  private long underWay;
  private String firstFailure = "";
  private boolean running;

  /** A run; it may be executed once. */
  public ConnectRun(Connector connector, Target target, ConnectOptions options, CpuClock cpu) {
    this.connector = connector;
    this.target = target;
    this.options = options;
    this.cpu = cpu;
    this.random = new SplittableRandom(options.seed());
    this.pairs =
        new PairSetup(connector, target, Profile.SIGNALING, options.licenseToken(), random);
  }

  /**
   * Registers devices when the step needs some, connects, and waits for what is under way.
   *
   * @throws IOException when a device cannot be registered or the server's process is gone
   * @throws InterruptedException when interrupted
   */
  public Outcome execute() throws IOException, InterruptedException {
    LoopCalls loop = new LoopCalls(connector.loop());
    if (options.step() == ConnectStep.BIND) {
      int devices = options.underWay() * DEVICES_PER_SLOT;
      registered.addAll(
          loop.await(
              Bounded.run(connector.loop(), devices, options.underWay(), this::registerDevice)));
    }
    loop.call(
        () -> {
          running = true;
          for (int i = 0; i < options.underWay(); i++) {
            next();
          }
          return null;
        });
    Thread.sleep(options.warmUp().toMillis());
    CpuTime cpuBefore = cpu.read();
    long started = System.nanoTime();
    long before =
        loop.call(
            () -> {
              latency.reset();
              return done;
            });
    Thread.sleep(options.window().toMillis());
    double seconds = (System.nanoTime() - started) / 1e9;
    long connects = loop.call(() -> done) - before;
    CpuTime used = cpu.read().since(cpuBefore);
    double p99 = loop.call(() -> latency.getValueAtPercentile(99)) / 1e6;
    loop.call(
        () -> {
          running = false;
          return null;
        });
    drain(loop);
    return outcome(connects, seconds, used, p99);
  }

  private void drain(LoopCalls loop) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_TIMEOUT_MILLIS);
    while (loop.call(() -> underWay) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(DRAIN_POLL_MILLIS);
    }
    loop.call(
        () -> {
          if (underWay > 0) {
            fail(underWay + " connects never came to an end");
          }
          return null;
        });
  }

  private Outcome outcome(long connects, double seconds, CpuTime used, double p99) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.CONNECTS, connects / seconds);
    metrics.put(Metric.CONNECT_P99, p99);
    if (used.serverNanos() > 0) {
      metrics.put(Metric.CPU_PER_CONNECT, used.serverNanos() / 1e3 / connects);
    }
    if (used.storesNanos() > 0) {
      metrics.put(
          Metric.CPU_WITH_STORES_PER_CONNECT,
          (used.serverNanos() + used.storesNanos()) / 1e3 / connects);
    }
    return new Outcome(metrics, done, failures, firstFailure);
  }

  private void next() {
    if (!running) {
      return;
    }
    underWay++;
    long started = System.nanoTime();
    int sockets = options.step() == ConnectStep.SESSION ? 2 : 1;
    var unused =
        step(started)
            .whenComplete(
                (nothing, failure) -> {
                  underWay--;
                  if (failure == null) {
                    done += sockets;
                  } else {
                    fail(String.valueOf(failure.getMessage()));
                  }
                  // Not called directly: a connect that fails at once would recurse.
                  connector.loop().execute(this::next);
                });
  }

  private void fail(String what) {
    failures++;
    if (firstFailure.isEmpty()) {
      firstFailure = what;
    }
    if (failures >= MAX_FAILURES) {
      running = false;
    }
  }

  private CompletableFuture<Void> step(long started) {
    return switch (options.step()) {
      case CONNECT ->
          RequestClient.connect(connector, target, "")
              .thenCompose(client -> leave(client, started));
      case BIND -> bind(started);
      case REGISTER -> {
        Device device = Device.random(random);
        yield RequestClient.connect(connector, target, "")
            .thenCompose(
                client ->
                    client
                        .request("REGISTER_DEVICE", Requests.register(device))
                        .thenCompose(reply -> leave(client, started)));
      }
      case SESSION ->
          pairs
              .open()
              .thenCompose(
                  (List<Member> pair) -> {
                    latency.recordValue(elapsed(started));
                    return pairs.close(pair.get(0), pair.get(1));
                  });
    };
  }

  private CompletableFuture<Void> bind(long started) {
    Device device = registered.remove();
    return RequestClient.connect(
            connector, target, "{\"fingerprint\":\"" + device.fingerprint() + "\"}")
        .thenCompose(client -> leave(client, started))
        .whenComplete((nothing, failure) -> registered.add(device));
  }

  private CompletableFuture<Device> registerDevice() {
    Device device = Device.random(random);
    return RequestClient.connect(connector, target, "")
        .thenCompose(
            client ->
                client
                    .request("REGISTER_DEVICE", Requests.register(device))
                    .thenCompose(
                        reply -> {
                          client.socket().disconnect();
                          return client.closed();
                        }))
        .thenApply(nothing -> device);
  }

  private CompletableFuture<Void> leave(RequestClient client, long started) {
    latency.recordValue(elapsed(started));
    client.socket().disconnect();
    return client.closed();
  }

  private static long elapsed(long started) {
    return Math.min(System.nanoTime() - started, LONGEST_NANOS);
  }

  /**
   * What a run came to.
   *
   * @param metrics the figures of the measured window
   * @param connects sockets connected and closed over the whole run
   * @param failures how many went wrong
   * @param firstFailure the first of them, or an empty string
   */
  public record Outcome(
      Map<Metric, Double> metrics, long connects, long failures, String firstFailure) {}
}
