package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL in a data directory: initialised on the first start, with checksums and durable
 * writes, listening on the loopback address only, with a password. All methods block.
 */
final class EmbeddedPostgres implements StoreProgram {
  static final String USER = "netavanue";
  static final String DATABASE = "netavanue";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration INIT_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final int PORT_ATTEMPTS = 3;

  private final Programs programs;
  private final Platform platform;
  private final DataDirectory directory;
  private final ChildRecords records;
  private final String password;

  EmbeddedPostgres(
      Programs programs,
      Platform platform,
      DataDirectory directory,
      ChildRecords records,
      String password) {
    this.programs = programs;
    this.platform = platform;
    this.directory = directory;
    this.records = records;
    this.password = password;
  }

  /** File in which a running PostgreSQL keeps its pid. */
  static Path pidFile(Path root) {
    return root.resolve("postgres").resolve("postmaster.pid");
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Running start(int wantedPort) throws StartException, IOException {
    Path bin = programs.postgres().resolve("bin");
    Path data = directory.root().resolve("postgres");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(bin, data);
    }
    dropForeignPidFile();
    Path log = directory.directory("log").resolve("postgres.log");
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort == ANY_PORT ? Loopback.freePort() : wantedPort;
      StoreProcess process =
          StoreProcess.start(name(), command(bin, data, port), log, "INT", records);
      try {
        process.awaitReady(() -> isReady(data, process), PATIENCE);
        createDatabase(port);
        return new Running(process, port);
      } catch (StartException e) {
        if (attempt < PORT_ATTEMPTS && process.portTaken()) {
          continue;
        }
        process.stop(STOP_PATIENCE);
        throw e;
      }
    }
  }

  // PostgreSQL refuses to start while the pid in its file is alive, even when another program has
  // that pid by now. Every other case is
  // left to its own checks, which also know of its shared memory.
  private void dropForeignPidFile() throws IOException {
    Path file = pidFile(directory.root());
    if (!Files.exists(file)) {
      return;
    }
    String pid = Files.readAllLines(file).stream().findFirst().orElse("").strip();
    boolean foreign =
        pid.matches("\\d{1,18}")
            && ProcessHandle.of(Long.parseLong(pid))
                .filter(p -> !CommandLines.of(p).contains(directory.root().toString()))
                .isPresent();
    if (foreign) {
      Files.delete(file);
    }
  }

  private void initialise(Path bin, Path data) throws StartException, IOException {
    // An initialisation that was cut short leaves a directory without PG_VERSION's companions:
    // nothing in it is worth keeping.
    DataDirectory.deleteTree(data);
    Path half = directory.root().resolve("postgres.partial");
    DataDirectory.deleteTree(half);
    Path passwordFile = directory.directory("secrets").resolve("password");
    Path log = directory.directory("log").resolve("initdb.log");
    List<String> command = new ArrayList<>(platform.unprivileged());
    command.addAll(
        List.of(
            bin.resolve("initdb").toString(),
            "--pgdata=" + half,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions"));
    Files.deleteIfExists(log);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> !key.equals("PATH"));
    builder.environment().put("LC_ALL", "C");
    Process initdb = builder.start();
    try {
      if (!initdb.waitFor(INIT_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        initdb.destroyForcibly();
        throw new StartException(
            "initdb was not ready after " + INIT_PATIENCE.toSeconds() + " s; see " + log);
      }
    } catch (InterruptedException e) {
      initdb.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StartException("the start of embedded postgres was interrupted", e);
    }
    if (initdb.exitValue() != 0) {
      throw new StartException(initdbComplaint(log));
    }
    Files.move(half, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static String initdbComplaint(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    if (lines.stream().anyMatch(line -> line.startsWith("unshare:"))) {
      return "PostgreSQL does not run as root, and this system does not allow user namespaces: start as an ordinary user, or give outside stores with --redis-url and --postgres-url";
    }
    String last =
        lines.stream()
            .filter(
                line ->
                    line.contains("error:")
                        || line.contains("FATAL")
                        || line.contains("No space left"))
            .findFirst()
            .orElse(lines.isEmpty() ? "no output" : lines.get(lines.size() - 1));
    return "cannot initialise embedded postgres: " + last.strip() + "; see " + log;
  }

  private List<String> command(Path bin, Path data, int port) throws StartException {
    List<String> command = new ArrayList<>(platform.ownSession());
    command.addAll(platform.unprivileged());
    command.add(bin.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    for (String option :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=32MB",
            // Durability is PostgreSQL's own default; said here so that no configuration file takes
            // it away.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "log_min_messages=warning",
            "lc_messages=C")) {
      command.addAll(List.of("-c", option));
    }
    return command;
  }

  // The postmaster writes its state into the eighth line; this is how pg_ctl itself waits.
  private static boolean isReady(Path data, StoreProcess process) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() >= 8
        && lines.get(0).strip().equals(Long.toString(process.handle().pid()))
        && lines.get(7).strip().equals("ready");
  }

  private void createDatabase(int port) throws StartException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, USER, password);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      throw new StartException(
          "embedded postgres refuses our own connection: " + e.getMessage(), e);
    }
  }

  static URI url(int port) {
    return URI.create("postgresql://127.0.0.1:" + port + "/" + DATABASE);
  }
}
