package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.ConfigException;
import com.augmentalis.netavanue.server.config.ConfigLoader;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.server.logging.Logging;
import com.augmentalis.netavanue.store.Migrations;
import java.io.PrintStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Entry of the runnable jar. Exit codes: 0 after a stop that was asked for, 1 when it cannot start
 * or go on, 2 for a bad configuration.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int BAD_CONFIGURATION = 2;

  private Main() {}

  /** Runs the server until it is told to stop. */
  public static void main(String[] args) {
    int code = run(args, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLineArguments arguments = CommandLineArguments.parse(args);
    if (arguments.help().isPresent()) {
      out.print(arguments.help().get());
      return 0;
    }
    ServerConfig config;
    try {
      if (!arguments.problems().isEmpty()) {
        return complain(err, arguments.problems());
      }
      config =
          new ConfigLoader(System.getenv(), Runtime.getRuntime().availableProcessors())
              .load(arguments.flags(), arguments.configFile());
    } catch (ConfigException e) {
      return complain(err, e.problems());
    }
    Logging.apply(config.log());
    Server server = new Server(config, Roles.all(), Migrations::run);
    ProcessLife life = new ProcessLife(server, config);
    life.endWithProcess();
    try {
      String url = server.start();
      Banner.print(out, url, config);
      return 0;
    } catch (StartException e) {
      if (server.stopping()) {
        return 0; // Ctrl-C while starting
      }
      LoggerFactory.getLogger(Main.class).debug("the start failed", e);
      err.println("netavanue: " + e.getMessage());
      life.failed();
      return FAILED;
    }
  }

  private static int complain(PrintStream err, List<String> problems) {
    problems.forEach(problem -> err.println("netavanue: " + problem));
    err.println("netavanue: --help and docs/configuration.md list every setting");
    return BAD_CONFIGURATION;
  }
}
