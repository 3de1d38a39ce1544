package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operating system and processor, which decide which programs fit and how they are started.
 *
 * @param os {@code linux} or {@code darwin}
 * @param arch {@code amd64} or {@code arm64}
 */
record Platform(String os, String arch) {

  static Platform current() throws StartException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String osName = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : null;
    String archName =
        switch (arch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> null;
        };
    if (osName == null || archName == null) {
      throw new StartException(
          "there are no embedded stores for "
              + os
              + " on "
              + arch
              + ": give outside ones with --redis-url and --postgres-url");
    }
    return new Platform(osName, archName);
  }

  /** Resource that holds the PostgreSQL programs, a tar archive packed by xz. */
  String postgresResource() {
    String postgresArch = arch.equals("amd64") ? "x86_64" : "arm_64";
    return "postgres-" + os + "-" + postgresArch + ".txz";
  }

  /** Resource that is the Redis program. */
  String redisResource() {
    return "redis-server-7.0.15-" + os + "-" + arch;
  }

  /**
   * Words to put before a command so that it gets a session of its own: Ctrl-C goes to every
   * process of the terminal's group, and the stores must outlive the services.
   */
  List<String> ownSession() {
    return onPath("setsid").map(List::of).orElse(List.of());
  }

  /**
   * Words to put before a PostgreSQL program. PostgreSQL refuses to run as root; in a user
   * namespace of its own it is nobody.
   *
   * @throws StartException when this is root and there is no {@code unshare}
   */
  List<String> unprivileged() throws StartException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    String unshare =
        onPath("unshare")
            .orElseThrow(
                () ->
                    new StartException(
                        "PostgreSQL does not run as root and unshare (util-linux) is missing: start as an ordinary user"));
    return List.of(unshare, "-U");
  }

  private static Optional<String> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
