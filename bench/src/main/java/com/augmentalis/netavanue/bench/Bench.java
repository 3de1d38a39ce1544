package com.augmentalis.netavanue.bench;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench's command line: the loads, the peers and the report. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Load for Socket.IO servers.")
public final class Bench {
  private Bench() {}

  /** Runs one command; the exit status is 0 only when nothing failed. */
  public static void main(String[] args) {
    System.exit(commandLine(System.out).execute(args));
  }

  static CommandLine commandLine(PrintStream log) {
    return new CommandLine(new Bench())
        .addSubcommand(new RelayCommand(log))
        .addSubcommand(new ConnectCommand(log))
        .addSubcommand(new IdleCommand(log))
        .addSubcommand(new PeerCommand(log))
        .addSubcommand(new ReportCommand(log))
        // What follows reaches only the commands that are there already.
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              log.println("failed: " + failure.getMessage());
              return 1;
            });
  }
}
