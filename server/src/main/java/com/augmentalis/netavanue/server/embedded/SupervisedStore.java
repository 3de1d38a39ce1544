package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is started again, at the same port, when it ends without having been told to.
 * Starting and closing block; a close while it is being started again cuts that short.
 */
final class SupervisedStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedStore.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StoreProgram program;
  private final int port;
  private volatile StoreProgram.Running running;
  private volatile boolean closing;
  private volatile Thread restarter;

  private SupervisedStore(StoreProgram program, StoreProgram.Running running) {
    this.program = program;
    this.running = running;
    this.port = running.port();
  }

  static SupervisedStore start(StoreProgram program) throws StartException, IOException {
    SupervisedStore store = new SupervisedStore(program, program.start(StoreProgram.ANY_PORT));
    store.watch();
    return store;
  }

  int port() {
    return port;
  }

  ProcessHandle handle() {
    return running.process().handle();
  }

  private void watch() {
    // Completes when the process ends, whose failure there is none; nobody waits for it.
    CompletableFuture<Void> unused = handle().onExit().thenRun(this::ended);
  }

  private void ended() {
    if (closing) {
      return;
    }
    LOG.error("embedded {} has ended; starting it again", program.name());
    Thread thread = new Thread(this::restart, "restart-" + program.name());
    thread.setDaemon(true);
    restarter = thread;
    thread.start();
  }

  private synchronized void restart() {
    Duration pause = FIRST_PAUSE;
    while (!closing) {
      try {
        running = program.start(port);
        LOG.info("embedded {} is back", program.name());
        watch();
        return;
      } catch (StartException | IOException e) {
        LOG.error("embedded {} does not come back: {}", program.name(), e.getMessage());
      }
      try {
        wait(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  @Override
  public void close() {
    closing = true;
    Thread thread = restarter;
    if (thread != null) {
      thread.interrupt();
    }
    synchronized (this) {
      try {
        running.process().stop(STOP_PATIENCE);
      } catch (IOException e) {
        LOG.error("cannot stop embedded {}", program.name(), e);
      }
    }
  }
}
