package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.load.CpuClock;
import com.augmentalis.netavanue.bench.measure.MemoryProbe;
import com.augmentalis.netavanue.bench.measure.ServerProcess;
import com.augmentalis.netavanue.bench.report.Metric;
import com.augmentalis.netavanue.bench.report.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that every load shares: which server, which process, where the result goes. */
final class ServerOptions {
  @Option(names = "--url", required = true, description = "The server, http://host:port.")
  private String url;

  @Option(
      names = "--path",
      defaultValue = "/socket.io/",
      description = "Engine.IO path [${DEFAULT-VALUE}].")
  private String path;

  @Option(
      names = "--namespace",
      defaultValue = "/signaling",
      description = "Namespace [${DEFAULT-VALUE}].")
  private String namespace;

  @Option(
      names = "--name",
      defaultValue = "server",
      description = "Name of the server in the report.")
  private String name;

  @Option(names = "--round", defaultValue = "1", description = "Number of the round.")
  private int round;

  @Option(names = "--pid", description = "Process id of the server, to measure its CPU and memory.")
  private Long pid;

  @Option(
      names = "--data-directory",
      defaultValue = "",
      description = "Directory by which the processes of the server's stores are known.")
  private String dataDirectory;

  @Option(
      names = "--heap-url",
      defaultValue = "",
      description = "URL that answers {heapUsed} after a collection; without it a JVM is assumed.")
  private String heapUrl;

  @Option(
      names = "--license-token",
      defaultValue = "dev-pro",
      description = "Shown with CREATE_SESSION.")
  private String licenseToken;

  @Option(
      names = "--seed",
      description = "Seed of the devices' identities; drawn from the clock when absent.")
  private Long seed;

  @Option(
      names = "--out",
      description = "File to which the result is appended, as one line of JSON.")
  private Path out;

  Target target() {
    return new Target(url, path, namespace);
  }

  String licenseToken() {
    return licenseToken;
  }

  /** The seed, printed so that the run can be repeated. */
  long seed(PrintStream log) {
    long chosen = seed == null ? System.nanoTime() : seed;
    log.println("seed " + chosen);
    return chosen;
  }

  CpuClock cpuClock() {
    if (pid == null) {
      return CpuClock.UNKNOWN;
    }
    ServerProcess process = new ServerProcess(pid, dataDirectory);
    return process::cpuTime;
  }

  MemoryProbe memoryProbe() throws IOException {
    if (pid == null) {
      throw new IllegalArgumentException("--pid is needed to measure memory");
    }
    return new MemoryProbe(new ServerProcess(pid, dataDirectory).serverPid(), heapUrl);
  }

  /** Prints a result and appends it to the file; returns the exit status. */
  int report(
      PrintStream log,
      String scenario,
      int connections,
      Map<Metric, Double> metrics,
      long failures,
      String firstFailure)
      throws IOException {
    Map<String, Double> byKey = new TreeMap<>();
    log.printf("%s, %s, %d connections, round %d%n", name, scenario, connections, round);
    metrics.forEach(
        (metric, value) -> {
          byKey.put(metric.key(), value);
          log.printf(Locale.ROOT, "  %-32s %,.3f%n", metric.label(), value);
        });
    if (failures > 0) {
      log.printf("  FAILED: %d failures, first: %s%n", failures, firstFailure);
    }
    if (out != null) {
      new Result(name, scenario, connections, round, byKey, failures, firstFailure).appendTo(out);
    }
    return failures > 0 ? 1 : 0;
  }
}
