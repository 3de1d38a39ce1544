package com.augmentalis.netavanue.server.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The extracted store programs, shared by all tests: extracting them takes longer than all else
 * that a start does.
 */
public final class SharedPrograms {

  private static final Path PROGRAMS = Path.of("target", "store-programs").toAbsolutePath();

  private SharedPrograms() {}

  /** Makes a data directory that finds its programs extracted, or extracts them for all. */
  public static Path dataDirectory(Path path) throws Exception {
    DataDirectory.open(path).close();
    Files.createDirectories(PROGRAMS);
    Files.createSymbolicLink(path.resolve("programs"), PROGRAMS);
    return path;
  }
}
