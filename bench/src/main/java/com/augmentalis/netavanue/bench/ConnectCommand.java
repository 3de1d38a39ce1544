package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.load.ConnectOptions;
import com.augmentalis.netavanue.bench.load.ConnectRun;
import com.augmentalis.netavanue.bench.load.ConnectStep;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Connects and disconnects steadily. */
@Command(name = "connect", description = "Connect and disconnect, a fixed number under way.")
final class ConnectCommand implements Callable<Integer> {
  @Mixin private ServerOptions server;

  @Option(names = "--step", defaultValue = "BIND", description = "${COMPLETION-CANDIDATES}")
  private ConnectStep step;

  @Option(names = "--under-way", defaultValue = "32", description = "Connects at the same time.")
  private int underWay;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Seconds before the measured window.")
  private int warmUp;

  @Option(names = "--seconds", defaultValue = "10", description = "Length of the measured window.")
  private int seconds;

  private final PrintStream log;

  ConnectCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    ConnectOptions options =
        new ConnectOptions(
            step,
            server.licenseToken(),
            underWay,
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds),
            server.seed(log));
    Target target = server.target();
    try (Connector connector = new Connector(target)) {
      ConnectRun.Outcome outcome =
          new ConnectRun(connector, target, options, server.cpuClock()).execute();
      return server.report(
          log,
          "connects, " + step.name().toLowerCase(Locale.ROOT),
          underWay,
          outcome.metrics(),
          outcome.failures(),
          outcome.firstFailure());
    }
  }
}
