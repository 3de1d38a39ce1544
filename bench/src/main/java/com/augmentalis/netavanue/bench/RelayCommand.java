package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.load.Profile;
import com.augmentalis.netavanue.bench.load.RelayOptions;
import com.augmentalis.netavanue.bench.load.RelayRun;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Relays SDP offers between pairs of sockets. */
@Command(name = "relay", description = "Relay 1.5 kB SDP offers between pairs of sockets.")
final class RelayCommand implements Callable<Integer> {
  @Mixin private ServerOptions server;

  @Option(names = "--profile", defaultValue = "SIGNALING", description = "${COMPLETION-CANDIDATES}")
  private Profile profile;

  @Option(names = "--connections", defaultValue = "200")
  private int connections;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Messages per second in all; 0: closed loop.")
  private int rate;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Seconds before the measured window.")
  private int warmUp;

  @Option(names = "--seconds", defaultValue = "10", description = "Length of the measured window.")
  private int seconds;

  private final PrintStream log;

  RelayCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    RelayOptions options =
        new RelayOptions(
            profile,
            server.licenseToken(),
            connections,
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds),
            rate,
            server.seed(log));
    Target target = server.target();
    try (Connector connector = new Connector(target)) {
      RelayRun.Outcome outcome =
          new RelayRun(connector, target, options, server.cpuClock()).execute();
      log.printf(
          "sent %d, acked %d, delivered %d%n",
          outcome.sent(), outcome.acked(), outcome.delivered());
      long missing =
          Math.abs(outcome.sent() - outcome.delivered())
              + Math.abs(outcome.sent() - outcome.acked());
      String first = outcome.firstFailure().isEmpty() ? "messages missing" : outcome.firstFailure();
      long failures = outcome.failures() + missing;
      return server.report(
          log,
          rate == 0 ? "relays" : "fixed rate " + rate + "/s",
          connections,
          outcome.metrics(),
          failures,
          failures == 0 ? "" : first);
    }
  }
}
