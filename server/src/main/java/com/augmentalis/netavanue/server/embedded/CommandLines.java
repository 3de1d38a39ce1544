package com.augmentalis.netavanue.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads another process's command line. */
final class CommandLines {
  private CommandLines() {}

  /** Returns the words of the command line joined by spaces, empty when it cannot be read. */
  static String of(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      // The JDK leaves the arguments out when it cannot read the executable's link, as with a user
      // namespace between.
      return Files.isReadable(proc)
          ? Files.readString(proc).replace('\0', ' ')
          : process.info().commandLine().orElse("");
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }
}
