package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.ServerConfig;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the server with the process. A JVM that got SIGINT or SIGTERM ends with 130 or 143; a stop
 * that was asked for and went well is a success, so the hook decides the code itself.
 */
final class ProcessLife {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLife.class);
  private static final int DEADLINE_PASSED = 1;

  private final Server server;
  private final ServerConfig config;
  private final AtomicBoolean failed = new AtomicBoolean();

  ProcessLife(Server server, ServerConfig config) {
    this.server = server;
    this.config = config;
  }

  /**
   * From now on SIGINT, SIGTERM and {@link System#exit} stop the server in order, within the
   * configured deadline.
   */
  void endWithProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
  }

  /** The start has failed: the process's own exit code stands. */
  void failed() {
    failed.set(true);
  }

  private void end() {
    Thread watchdog = new Thread(this::watch, "shutdown-deadline");
    watchdog.setDaemon(true);
    watchdog.start();
    server.stop();
    if (!failed.get()) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void watch() {
    try {
      TimeUnit.MILLISECONDS.sleep(config.shutdown().deadline().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    LOG.error("the stop takes too long; what is left of the stores is ended by the next start");
    Runtime.getRuntime().halt(DEADLINE_PASSED);
  }
}
