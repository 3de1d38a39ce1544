package com.augmentalis.netavanue.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The processes of a server under test.
 *
 * <p>The server proper is the given process, or the java or node process below it. The rest of its
 * descendants, and whatever names its data directory (databases detach themselves from their
 * parent), count as its stores.
 */
public final class ServerProcess {
  /** Clock ticks have been 100 per second for user space on every Linux architecture in use. */
  private static final long NANOS_PER_TICK = 10_000_000L;

  private static final Path PROC = Path.of("/proc");

  private final long root;
  private final String dataDirectory;

  /**
   * A server.
   *
   * @param root process id that was started
   * @param dataDirectory path that its stores carry in their command line or work in; empty when it
   *     has none
   */
  public ServerProcess(long root, String dataDirectory) {
    this.root = root;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Reads the CPU time of all processes now.
   *
   * @throws IOException when the server is gone
   */
  public CpuTime cpuTime() throws IOException {
    Map<Long, ProcStat> all = readAll();
    ProcStat server = server(all);
    long stores = 0;
    for (ProcStat stat : all.values()) {
      if (stat.pid() != server.pid() && isStore(stat, all)) {
        stores += stat.ownTicks() + stat.childTicks();
      }
    }
    return new CpuTime(server.ownTicks() * NANOS_PER_TICK, stores * NANOS_PER_TICK);
  }

  /**
   * Process id of the server proper.
   *
   * @throws IOException when the server is gone
   */
  public long serverPid() throws IOException {
    return server(readAll()).pid();
  }

  private ProcStat server(Map<Long, ProcStat> all) throws IOException {
    ProcStat started = all.get(root);
    if (started == null) {
      throw new IOException("server process " + root + " is gone");
    }
    if (isRuntime(started)) {
      return started;
    }
    ProcStat busiest = started;
    for (ProcStat stat : all.values()) {
      boolean better = !isRuntime(busiest) || stat.ownTicks() > busiest.ownTicks();
      if (isRuntime(stat) && better && isBelow(stat, root, all)) {
        busiest = stat;
      }
    }
    return busiest;
  }

  private static boolean isRuntime(ProcStat stat) {
    // Newer releases of Node call their main thread MainThread.
    return Set.of("java", "node", "MainThread").contains(stat.command());
  }

  private boolean isStore(ProcStat stat, Map<Long, ProcStat> all) {
    if (isBelow(stat, root, all)) {
      return true;
    }
    return !dataDirectory.isEmpty() && !isMine(stat, all) && namesDataDirectory(stat.pid());
  }

  /** The generator and the scripts above it may name the data directory too. */
  private static boolean isMine(ProcStat stat, Map<Long, ProcStat> all) {
    ProcStat self = all.get(ProcessHandle.current().pid());
    return self != null && isBelow(self, stat.pid(), all);
  }

  private static boolean isBelow(ProcStat stat, long ancestor, Map<Long, ProcStat> all) {
    Set<Long> seen = new HashSet<>();
    ProcStat at = stat;
    while (at != null && seen.add(at.pid())) {
      if (at.pid() == ancestor) {
        return true;
      }
      at = all.get(at.parent());
    }
    return false;
  }

  private boolean namesDataDirectory(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      if (Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .contains(dataDirectory)) {
        return true;
      }
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(Path.of(dataDirectory));
    } catch (IOException e) {
      // Ended meanwhile, or not ours to see: not a store of ours either way.
      return false;
    }
  }

  private static Map<Long, ProcStat> readAll() throws IOException {
    Map<Long, ProcStat> all = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        try {
          ProcStat stat =
              ProcStat.parse(
                  Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1));
          all.put(stat.pid(), stat);
        } catch (IOException e) {
          // Ended between the listing and the reading.
        }
      }
    }
    return all;
  }
}
