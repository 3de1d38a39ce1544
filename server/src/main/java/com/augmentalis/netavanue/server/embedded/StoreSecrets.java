package com.augmentalis.netavanue.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the embedded stores: drawn once for a data directory and kept there for its
 * owner's eyes only.
 */
final class StoreSecrets {
  private static final int BYTES = 24;

  private StoreSecrets() {}

  /** Reads the password, drawing it first when there is none. */
  static String password(Path directory, SecureRandom random) throws IOException {
    Path file = directory.resolve("password");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      // Written beside and moved, so that a crash leaves either no password or a whole one.
      Path fresh = directory.resolve("password.new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OwnerOnly.FILE);
      Files.writeString(fresh, HexFormat.of().formatHex(bytes));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
