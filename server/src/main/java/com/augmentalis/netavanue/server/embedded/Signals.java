package com.augmentalis.netavanue.server.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes in their own way, and by force when that takes too long. */
final class Signals {
  private Signals() {}

  /**
   * Asks a process to end by a signal and kills it when it has not done so in time. Returns when it
   * is gone.
   *
   * @param signal {@code INT} is PostgreSQL's fast shutdown, {@code TERM} Redis's with saving
   */
  static void end(ProcessHandle process, String signal, Duration patience) throws IOException {
    if (!process.isAlive()) {
      return;
    }
    send(process.pid(), signal);
    if (!awaitExit(process, patience)) {
      process.destroyForcibly();
      if (!awaitExit(process, Duration.ofSeconds(2))) {
        throw new IOException("process " + process.pid() + " does not end");
      }
    }
  }

  // ProcessHandle knows only TERM and KILL; the shell's own kill needs no program to be installed.
  private static void send(long pid, String signal) throws IOException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitExit(kill.toHandle(), Duration.ofSeconds(2));
  }

  private static boolean awaitExit(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
