package com.augmentalis.netavanue.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one run against one server measured. A file of results holds one as JSON per line.
 *
 * @param server name of the server
 * @param scenario what was done, as {@link Metric} names it
 * @param connections number of sockets
 * @param round number of the round, from 1
 * @param metrics figures by the name of their {@link Metric}
 * @param failures how many single steps went wrong; a run with failures proves nothing
 * @param firstFailure the first of them, or an empty string
 */
public record Result(
    String server,
    String scenario,
    int connections,
    int round,
    Map<String, Double> metrics,
    long failures,
    String firstFailure) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Keeps a copy of the metrics. */
  public Result {
    metrics = Map.copyOf(metrics);
  }

  /**
   * Appends this result to a file.
   *
   * @throws IOException when the file cannot be written
   */
  public void appendTo(Path file) throws IOException {
    Files.writeString(
        file,
        MAPPER.writeValueAsString(this) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * Reads a file of results.
   *
   * @throws IOException when it cannot be read, or a line is no result
   */
  public static List<Result> readAll(Path file) throws IOException {
    List<Result> results = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        results.add(MAPPER.readValue(line, Result.class));
      }
    }
    return results;
  }
}
