package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.measure.MemoryProbe;
import com.augmentalis.netavanue.bench.report.Metric;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sockets that connect and then do nothing but answer heartbeats; what each costs the server in
 * memory.
 *
 * <p>Live heap is read after a full collection. Resident memory is read before that one, so garbage
 * that the server has not returned counts.
 */
public final class IdleRun {
  private static final int CONNECTS_UNDER_WAY = 64;
  private static final double BYTES_PER_KB = 1_000;

  private final Connector connector;
  private final Target target;
  private final MemoryProbe memory;
  private final int connections;
  private final int holdSeconds;
  private final boolean register;
  private final SplittableRandom random;

  /**
   * A run.
   *
   * @param register true to register one device per socket, false for sockets in the namespace and
   *     no more
   */
  public IdleRun(
      Connector connector,
      Target target,
      MemoryProbe memory,
      int connections,
      int holdSeconds,
      boolean register,
      long seed) {
    this.connector = connector;
    this.target = target;
    this.memory = memory;
    this.connections = connections;
    this.holdSeconds = holdSeconds;
    this.register = register;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Opens the sockets, holds them, measures, and closes them.
   *
   * @throws IOException when a socket is refused or lost, or the memory cannot be read
   * @throws InterruptedException when interrupted
   */
  public Map<Metric, Double> execute() throws IOException, InterruptedException {
    LoopCalls loop = new LoopCalls(connector.loop());
    long heapBefore = memory.liveHeapBytes();
    long residentBefore = memory.residentBytes();
    List<RequestClient> clients =
        loop.await(Bounded.run(connector.loop(), connections, CONNECTS_UNDER_WAY, this::open));
    Thread.sleep(TimeUnit.SECONDS.toMillis(holdSeconds));
    long residentAfter = memory.residentBytes();
    long heapAfter = memory.liveHeapBytes();
    long alive =
        loop.call(() -> clients.stream().filter(client -> client.socket().isReady()).count());
    if (alive != connections) {
      throw new IOException(
          "only " + alive + " of " + connections + " idle sockets are still open");
    }
    loop.call(
        () -> {
          clients.forEach(client -> client.socket().disconnect());
          return null;
        });
    loop.await(
        CompletableFuture.allOf(
            clients.stream().map(RequestClient::closed).toArray(CompletableFuture<?>[]::new)));
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(
        Metric.RESIDENT_PER_CONNECTION,
        (residentAfter - residentBefore) / BYTES_PER_KB / connections);
    metrics.put(Metric.HEAP_PER_CONNECTION, (heapAfter - heapBefore) / BYTES_PER_KB / connections);
    return metrics;
  }

  private CompletableFuture<RequestClient> open() {
    CompletableFuture<RequestClient> connected = RequestClient.connect(connector, target, "");
    if (!register) {
      return connected;
    }
    Device device = Device.random(random);
    return connected.thenCompose(
        client ->
            client
                .request("REGISTER_DEVICE", Requests.register(device))
                .thenApply(reply -> client));
  }
}
