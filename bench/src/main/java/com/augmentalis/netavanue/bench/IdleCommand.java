package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.load.IdleRun;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens idle sockets and measures the server's memory. */
@Command(name = "idle", description = "Open idle sockets; measure the server's memory per socket.")
final class IdleCommand implements Callable<Integer> {
  @Mixin private ServerOptions server;

  @Option(names = "--connections", defaultValue = "10000")
  private int connections;

  @Option(names = "--hold", defaultValue = "5", description = "Seconds to wait before measuring.")
  private int hold;

  @Option(names = "--register", description = "Register a device on each socket.")
  private boolean register;

  private final PrintStream log;

  IdleCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    Target target = server.target();
    try (Connector connector = new Connector(target)) {
      IdleRun run =
          new IdleRun(
              connector,
              target,
              server.memoryProbe(),
              connections,
              hold,
              register,
              server.seed(log));
      String scenario = register ? "idle, registered" : "idle";
      return server.report(log, scenario, connections, run.execute(), 0, "");
    }
  }
}
