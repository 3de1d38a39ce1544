package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.store.PgStoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A process of its own that starts the stores, writes something, says the stores' pids and waits to
 * be killed.
 */
final class EmbeddedStoresChild {
  private EmbeddedStoresChild() {}

  static Process spawn(Path data, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedStoresChild.class.getName(),
            data.toString())
        .redirectError(log.toFile())
        .start();
  }

  static List<ProcessHandle> parse(String line) {
    return Arrays.stream(line.split(" ", -1))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  public static void main(String[] args) throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    EmbeddedStores stores =
        EmbeddedStores.start(Path.of(args[0]), false, new SecureRandom(), executor);
    PgStoreOptions options = stores.postgres().options(1);
    try (Connection connection =
            DriverManager.getConnection(options.jdbcUrl(), options.user(), options.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE written_before_the_kill AS SELECT 7 AS n");
    }
    System.out.println(
        stores.processes().values().stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" ")));
    new CountDownLatch(1).await();
  }
}
