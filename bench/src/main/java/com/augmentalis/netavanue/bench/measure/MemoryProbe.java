package com.augmentalis.netavanue.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads the memory of a server process. */
public final class MemoryProbe {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int HTTP_TIMEOUT_MILLIS = 30_000;

  private final long pid;
  private final String heapUrl;

  /**
   * A probe.
   *
   * @param pid the process
   * @param heapUrl URL that collects garbage and answers {@code {"heapUsed": bytes}}; empty for a
   *     JVM, which is asked by {@code jcmd}
   */
  public MemoryProbe(long pid, String heapUrl) {
    this.pid = pid;
    this.heapUrl = heapUrl;
  }

  /**
   * Resident memory in bytes.
   *
   * @throws IOException when the process is gone
   */
  public long residentBytes() throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Path rollup = process.resolve("smaps_rollup");
    if (Files.isReadable(rollup)) {
      return kilobytes(Files.readAllLines(rollup), "Rss:") * 1_024;
    }
    return kilobytes(Files.readAllLines(process.resolve("status")), "VmRSS:") * 1_024;
  }

  /**
   * Bytes of live objects after a full collection.
   *
   * @throws IOException when the server does not tell
   * @throws InterruptedException when interrupted while waiting for it
   */
  public long liveHeapBytes() throws IOException, InterruptedException {
    if (!heapUrl.isEmpty()) {
      URL url = URI.create(heapUrl).toURL();
      var connection = url.openConnection();
      connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
      try (var body = connection.getInputStream()) {
        return MAPPER.readTree(body).path("heapUsed").asLong();
      }
    }
    Process jcmd =
        new ProcessBuilder("jcmd", Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!jcmd.waitFor(1, TimeUnit.MINUTES) || jcmd.exitValue() != 0) {
      throw new IOException("jcmd " + pid + " GC.class_histogram failed: " + output);
    }
    return histogramTotal(output.lines().toList());
  }

  /** Reads "Name: 123 kB" from a list of such lines. */
  static long kilobytes(List<String> lines, String name) throws IOException {
    for (String line : lines) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).replace("kB", "").trim());
      }
    }
    throw new IOException("no " + name + " in the process's memory report");
  }

  /** Reads the bytes in the last line of a class histogram, "Total instances bytes". */
  static long histogramTotal(List<String> lines) throws IOException {
    for (String line : lines) {
      String[] fields = line.trim().split("\\s+", -1);
      if (fields.length == 3 && fields[0].equals("Total")) {
        return Long.parseLong(fields[2]);
      }
    }
    throw new IOException("no total in the class histogram");
  }
}
