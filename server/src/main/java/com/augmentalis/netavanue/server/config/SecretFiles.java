package com.augmentalis.netavanue.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads secrets from files, as orchestrators mount them. Trailing newlines are not part of a
 * secret.
 */
final class SecretFiles {
  private static final long MAX_BYTES = 65_536;
  private final List<String> problems;

  SecretFiles(List<String> problems) {
    this.problems = problems;
  }

  Optional<Given> read(String path, String source) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MAX_BYTES) {
        problems.add(source + ": " + path + " is too long for a secret");
        return Optional.empty();
      }
      return Optional.of(new Given(Files.readString(file).strip().replaceAll("\\R", ","), source));
    } catch (IOException | InvalidPathException e) {
      problems.add(source + ": cannot read the file " + path);
      return Optional.empty();
    }
  }
}
