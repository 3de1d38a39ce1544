package com.augmentalis.netavanue.server.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.StartException;
import com.augmentalis.netavanue.store.PgStoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoresTest {
  // Initialising the database takes seconds. One test does it; the others begin with a copy.
  @TempDir static Path template;
  // A space in the path must not matter to either store.
  @TempDir Path temp;
  private Path data;
  private ExecutorService executor;

  @BeforeAll
  static void initialise() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    Path first = SharedPrograms.dataDirectory(template.resolve("first"));
    EmbeddedStores.start(first, false, new SecureRandom(), executor).close();
    executor.shutdownNow();
  }

  @BeforeEach
  void setUp() throws Exception {
    data = temp.resolve("a place");
    try (Stream<Path> files = Files.walk(template.resolve("first"))) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            data.resolve(template.resolve("first").relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
    executor = Executors.newCachedThreadPool();
  }

  @AfterEach
  void tearDown() {
    executor.shutdownNow();
  }

  private EmbeddedStores start(boolean fresh) throws StartException {
    return EmbeddedStores.start(data, fresh, new SecureRandom(), executor);
  }

  private static Connection connect(EmbeddedStores stores, String password) throws SQLException {
    PgStoreOptions options = stores.postgres().options(1);
    return DriverManager.getConnection(options.jdbcUrl(), options.user(), password);
  }

  private static String query(EmbeddedStores stores, String sql) throws SQLException {
    try (Connection connection = connect(stores, stores.postgres().password().orElseThrow());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static String redis(EmbeddedStores stores, String command) throws IOException {
    return RedisLine.ask(
        stores.redis().url().getPort(), stores.redis().password().orElseThrow(), command);
  }

  @Test
  void keepsDataBetweenRunsUntilItIsToBeFresh() throws Exception {
    try (EmbeddedStores stores = start(false)) {
      assertEquals("on", query(stores, "SHOW fsync"));
      assertEquals("on", query(stores, "SHOW data_checksums"));
      assertEquals("127.0.0.1", query(stores, "SHOW listen_addresses"));
      query(stores, "CREATE TABLE kept AS SELECT 42 AS n");
      assertEquals("+OK", redis(stores, "SET kept 42"));
      SQLException refused = assertThrows(SQLException.class, () -> connect(stores, "wrong"));
      assertEquals("28P01", refused.getSQLState());
      assertTrue(
          RedisLine.ask(stores.redis().url().getPort(), "wrong", "PING").startsWith("-WRONGPASS"));
      assertOnlyTheOwnerReads(data);
      assertOnlyTheOwnerReads(data.resolve("secrets").resolve("password"));
      assertOnlyTheOwnerReads(data.resolve("redis").resolve("redis.conf"));
    }
    try (EmbeddedStores stores = start(false)) {
      assertEquals("42", query(stores, "SELECT n FROM kept"));
      assertEquals("$2 42", redis(stores, "GET kept"));
    }
    try (EmbeddedStores stores = start(true)) {
      assertEquals("0", query(stores, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'"));
      assertEquals("$-1", redis(stores, "GET kept"));
    }
  }

  private static void assertOnlyTheOwnerReads(Path path) throws IOException {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    assertTrue(permissions.endsWith("------"), path + " " + permissions);
  }

  @Test
  void endsWhatAKilledProcessLeftBehindAndLosesNothingCommitted() throws Exception {
    Process child = EmbeddedStoresChild.spawn(data, temp.resolve("child.log"));
    List<ProcessHandle> orphans;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertNotNull(line, () -> "the child said nothing: " + child.info());
      orphans = EmbeddedStoresChild.parse(line);
      child.destroyForcibly();
      assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    }
    assertEquals(2, orphans.size());
    assertTrue(orphans.stream().allMatch(ProcessHandle::isAlive), "SIGKILL leaves orphans");
    try (EmbeddedStores stores = start(false)) {
      assertTrue(orphans.stream().noneMatch(ProcessHandle::isAlive), "the next start ends them");
      assertEquals("7", query(stores, "SELECT n FROM written_before_the_kill"));
    } finally {
      orphans.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void anotherPasswordThanTheDirectorysIsAPlainLine() throws Exception {
    Files.writeString(data.resolve("secrets").resolve("password"), "0123456789abcdef");
    StartException e = assertThrows(StartException.class, () -> start(false));
    assertTrue(e.getMessage().contains("password"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertNothingRuns();
    Files.writeString(data.resolve("postgres").resolve("global").resolve("pg_control"), "broken");
    StartException corrupt = assertThrows(StartException.class, () -> start(false));
    assertTrue(
        corrupt.getMessage().toLowerCase(Locale.ROOT).contains("pg_control"), corrupt.getMessage());
    assertEquals(1, corrupt.getMessage().lines().count());
    assertNothingRuns();
  }

  private void assertNothingRuns() {
    assertFalse(
        ProcessHandle.current()
            .children()
            .anyMatch(p -> CommandLines.of(p).contains(data.toString())));
  }

  @Test
  void aStoreThatDiesIsStartedAgainAtTheSamePlace() throws Exception {
    try (EmbeddedStores stores = start(false)) {
      int before = stores.redis().url().getPort();
      Map<String, ProcessHandle> killed = stores.processes();
      killed.values().forEach(ProcessHandle::destroyForcibly);
      Await.until(
          Duration.ofSeconds(30),
          () ->
              stores.processes().entrySet().stream()
                  .noneMatch(e -> e.getValue().equals(killed.get(e.getKey()))));
      assertEquals(before, stores.redis().url().getPort());
      assertEquals("+PONG", redis(stores, "PING"));
      assertEquals("1", query(stores, "SELECT 1"));
    }
    assertNothingRuns();
  }
}
