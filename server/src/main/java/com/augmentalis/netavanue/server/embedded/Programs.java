package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Extracts the store programs from the class path, once: each goes to a directory named by its
 * content's checksum, written beside and moved into place, so that neither an update nor a crash
 * leaves a mixture.
 */
final class Programs {
  private final Path directory;
  private final Platform platform;

  Programs(Path directory, Platform platform) {
    this.directory = directory;
    this.platform = platform;
  }

  /** Returns PostgreSQL's directory, which holds {@code bin}, {@code lib} and {@code share}. */
  Path postgres() throws StartException {
    return extract("postgres", platform.postgresResource(), Programs::untar);
  }

  /** Returns the Redis program. */
  Path redis() throws StartException {
    return extract("redis", platform.redisResource(), Programs::single).resolve("redis-server");
  }

  private Path extract(String name, String resource, Extractor extractor) throws StartException {
    try {
      Path target = directory.resolve(name + "-" + checksum(resource));
      if (Files.isDirectory(target)) {
        return target;
      }
      Path half = directory.resolve(name + ".partial");
      DataDirectory.deleteTree(half);
      Files.createDirectories(half);
      try (InputStream in = open(resource)) {
        extractor.extract(in, half);
      }
      return Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException(
          "cannot extract " + name + " to " + directory + " (" + IoText.of(e) + ")", e);
    }
  }

  private static String checksum(String resource) throws IOException, StartException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[65_536];
    try (InputStream in = open(resource)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return Long.toHexString(crc.getValue());
  }

  private static InputStream open(String resource) throws StartException {
    InputStream in = Programs.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new StartException(
          "this build holds no embedded store for this machine ("
              + resource
              + "): give outside ones with --redis-url and --postgres-url");
    }
    return new BufferedInputStream(in, 65_536);
  }

  private static void single(InputStream in, Path target) throws IOException {
    Path file = target.resolve("redis-server");
    Files.copy(in, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static void untar(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry leads outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  @FunctionalInterface
  private interface Extractor {
    void extract(InputStream in, Path target) throws IOException;
  }
}
