package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of the embedded stores. A marker file says that it is ours, so that nothing else is
 * ever emptied; a lock keeps a second process out and goes away with its holder, however that ends.
 * Only its owner may read it.
 */
public final class DataDirectory implements AutoCloseable {
  static final String MARKER = ".netavanue-data";
  private static final String LOCK = "lock";
  private static final List<String> STORE_DATA = List.of("postgres", "redis", "secrets", "log");

  private final Path root;
  private final FileChannel lockChannel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel lockChannel, FileLock lock) {
    this.root = root;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /**
   * Opens and locks a data directory; makes it when it is missing or empty.
   *
   * @throws StartException when it is someone else's, in use, or cannot be written
   */
  public static DataDirectory open(Path path) throws StartException {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (!Files.exists(path)) {
        Files.createDirectory(path, OwnerOnly.DIRECTORY);
      }
      Path root = path.toRealPath();
      claim(root);
      return lock(root);
    } catch (IOException e) {
      throw new StartException(
          "cannot use the data directory "
              + path
              + " ("
              + IoText.of(e)
              + "): choose another one with --data",
          e);
    }
  }

  private static void claim(Path root) throws IOException, StartException {
    Path marker = root.resolve(MARKER);
    if (Files.isRegularFile(marker)) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.findAny().isPresent()) {
        throw new StartException(
            root + " holds files that are not ours: choose an empty or new directory with --data");
      }
    }
    Files.createFile(marker, OwnerOnly.FILE);
    Files.writeString(
        marker,
        "Data of NetAvanue's embedded stores. Removed by --fresh: postgres, redis, secrets, log.\n");
  }

  private static DataDirectory lock(Path root) throws IOException, StartException {
    Path file = root.resolve(LOCK);
    if (!Files.exists(file)) {
      Files.createFile(file, OwnerOnly.FILE);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: told below like any other holder.
    }
    if (lock == null) {
      channel.close();
      String holder = Files.readString(file).strip();
      throw new StartException(
          "another NetAvanue"
              + (holder.isEmpty() ? "" : " (process " + holder + ")")
              + " is using "
              + root
              + ": stop it, or choose another directory with --data");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
        0);
    return new DataDirectory(root, channel, lock);
  }

  /** Removes what the stores hold; the extracted programs stay. No store may be running. */
  public void empty() throws StartException {
    for (String name : STORE_DATA) {
      deleteTree(root.resolve(name));
    }
  }

  /** The directory's real path. */
  public Path root() {
    return root;
  }

  /** A directory below the root, made when missing, for the owner only. */
  Path directory(String name) throws IOException {
    Path path = root.resolve(name);
    return Files.isDirectory(path) ? path : Files.createDirectory(path, OwnerOnly.DIRECTORY);
  }

  static void deleteTree(Path path) throws StartException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    // Files.walk does not follow symbolic links, so nothing outside is reached.
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    } catch (IOException e) {
      throw new StartException("cannot empty " + path + " (" + IoText.of(e) + ")", e);
    }
  }

  /** Releases the lock; the data stays. */
  @Override
  public void close() throws IOException {
    lock.release();
    lockChannel.close();
  }
}
