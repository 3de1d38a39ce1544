package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One running store program: its process, its log file and the signal that ends it well. */
final class StoreProcess {
  private static final long MAX_LOG_BYTES = 4_000_000;

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;
  private final String endSignal;
  private final ChildRecords records;

  private StoreProcess(
      String name,
      Process process,
      Path log,
      long logStart,
      String endSignal,
      ChildRecords records) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
    this.endSignal = endSignal;
    this.records = records;
  }

  static StoreProcess start(
      String name, List<String> command, Path log, String endSignal, ChildRecords records)
      throws IOException {
    long logStart = prepareLog(log);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    // The stores' messages are read here, so they must not be translated; nothing else of the
    // environment is theirs.
    builder.environment().keySet().removeIf(key -> !key.equals("PATH"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    StoreProcess started = new StoreProcess(name, process, log, logStart, endSignal, records);
    records.add(name, process.toHandle(), endSignal);
    return started;
  }

  private static long prepareLog(Path log) throws IOException {
    if (!Files.exists(log)) {
      Files.createFile(log, OwnerOnly.FILE);
    } else if (Files.size(log) > MAX_LOG_BYTES) {
      Files.write(log, new byte[0]);
    }
    return Files.size(log);
  }

  /**
   * Waits until a condition holds. Throws with the store's own words when it ends before, or when
   * it takes too long.
   */
  void awaitReady(Condition ready, Duration patience) throws StartException, IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.holds()) {
      if (!process.isAlive()) {
        records.remove(name);
        throw new StartException("embedded " + name + " does not start: " + complaint());
      }
      if (System.nanoTime() - deadline > 0) {
        stop(Duration.ofSeconds(5));
        throw new StartException(
            "embedded " + name + " was not ready after " + patience.toSeconds() + " s; see " + log);
      }
      pause();
    }
  }

  private void pause() throws StartException {
    try {
      // Also returns at once when the process ends.
      process.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start of embedded " + name + " was interrupted", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether the store complained that its port had been taken meanwhile. */
  boolean portTaken() throws IOException {
    return !process.isAlive() && newLines().toString().contains("ddress already in use");
  }

  /** Ends the store in its own way, then by force. */
  void stop(Duration patience) throws IOException {
    Signals.end(process.toHandle(), endSignal, patience);
    records.remove(name);
  }

  /** The store's most telling line, in one line. */
  private String complaint() throws IOException {
    List<String> lines = newLines();
    return lines.stream()
        .filter(StoreProcess::isTelling)
        .reduce((first, last) -> lines.size() > 1 && first.contains("No space left") ? first : last)
        .or(() -> lines.stream().reduce((first, last) -> last))
        .map(line -> line + "; see " + log)
        .orElse("see " + log);
  }

  private static boolean isTelling(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("fatal")
        || lower.contains("panic")
        || lower.contains("error")
        || lower.contains("no space left")
        || lower.contains("operation not permitted");
  }

  private List<String> newLines() throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(logStart, all.length);
    String text = new String(all, from, all.length - from, StandardCharsets.UTF_8);
    return new ArrayList<>(text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
  }

  /** Something that becomes true when a store is ready. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }
}
