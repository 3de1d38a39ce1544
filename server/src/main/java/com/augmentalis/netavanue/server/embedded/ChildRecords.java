package com.augmentalis.netavanue.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in a file which store processes were started, so that the next start can end those that
 * a killed predecessor left behind. A pid may have been given to another process since: only one
 * that started at the recorded time, and whose command line names the data directory, is ours.
 */
final class ChildRecords {
  private static final Logger LOG = LoggerFactory.getLogger(ChildRecords.class);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Path root;
  private final Path file;
  private final Map<String, Child> records = new LinkedHashMap<>();

  ChildRecords(Path root) {
    this.root = root;
    this.file = root.resolve("children");
  }

  private record Child(String name, long pid, Instant started, String signal) {
    String line() {
      return name + " " + pid + " " + started.toEpochMilli() + " " + signal;
    }

    static Optional<Child> parse(String line) {
      String[] parts = line.split(" ", -1);
      try {
        return parts.length == 4
            ? Optional.of(
                new Child(
                    parts[0],
                    Long.parseLong(parts[1]),
                    Instant.ofEpochMilli(Long.parseLong(parts[2])),
                    parts[3]))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /** Records a started child and the signal that ends it well. */
  synchronized void add(String name, ProcessHandle process, String signal) throws IOException {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    records.put(name, new Child(name, process.pid(), started, signal));
    write();
  }

  /** Forgets a child that has ended. */
  synchronized void remove(String name) throws IOException {
    records.remove(name);
    write();
  }

  private void write() throws IOException {
    Path fresh = root.resolve("children.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.FILE);
    Files.write(fresh, records.values().stream().map(Child::line).toList());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Ends what a predecessor left behind.
   *
   * @param pidFiles files that the stores themselves write, by the signal that ends their writer;
   *     they cover the instant between a store's start and its recording
   * @return what was ended, in words
   */
  synchronized List<String> endOrphans(Map<Path, String> pidFiles) throws IOException {
    List<String> ended = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Optional<Child> orphan = Child.parse(line);
        if (orphan.isPresent() && end(orphan.get())) {
          ended.add(orphan.get().name());
        }
      }
      Files.delete(file);
    }
    for (Map.Entry<Path, String> entry : pidFiles.entrySet()) {
      Optional<ProcessHandle> writer = writer(entry.getKey());
      if (writer.isPresent()) {
        Signals.end(writer.get(), entry.getValue(), PATIENCE);
        ended.add(entry.getKey().getFileName().toString());
      }
    }
    return ended;
  }

  private Optional<ProcessHandle> writer(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(p -> CommandLines.of(p).contains(root.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean end(Child orphan) throws IOException {
    Optional<ProcessHandle> process =
        ProcessHandle.of(orphan.pid()).filter(handle -> isOurs(handle, orphan));
    if (process.isEmpty()) {
      return false;
    }
    LOG.info(
        "ending {} (process {}), left behind by a run that was killed",
        orphan.name(),
        orphan.pid());
    Signals.end(process.get(), orphan.signal(), PATIENCE);
    return true;
  }

  private boolean isOurs(ProcessHandle process, Child orphan) {
    boolean sameStart =
        process
            .info()
            .startInstant()
            .map(s -> Duration.between(s, orphan.started()).abs().compareTo(CLOCK_TOLERANCE) <= 0)
            .orElse(false);
    return sameStart && CommandLines.of(process).contains(root.toString());
  }
}
