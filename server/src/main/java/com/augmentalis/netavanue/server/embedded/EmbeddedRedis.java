package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Redis in a data directory: append-only file written every second, listening on the
 * loopback address only, with a password. All methods block.
 */
final class EmbeddedRedis implements StoreProgram {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PROBE_MILLIS = 500;
  private static final int PORT_ATTEMPTS = 3;

  private final Programs programs;
  private final Platform platform;
  private final DataDirectory directory;
  private final ChildRecords records;
  private final String password;

  EmbeddedRedis(
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

  /** File in which a running Redis keeps its pid. */
  static Path pidFile(Path root) {
    return root.resolve("redis").resolve("redis.pid");
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Running start(int wantedPort) throws StartException, IOException {
    Path program = programs.redis();
    Path data = directory.directory("redis");
    Path log = directory.directory("log").resolve("redis.log");
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort == ANY_PORT ? Loopback.freePort() : wantedPort;
      Path configuration = configure(data, port);
      List<String> command = new ArrayList<>(platform.ownSession());
      command.addAll(List.of(program.toString(), configuration.toString()));
      StoreProcess process = StoreProcess.start(name(), command, log, "TERM", records);
      try {
        process.awaitReady(() -> answersPing(port), PATIENCE);
        return new Running(process, port);
      } catch (StartException e) {
        if (attempt < PORT_ATTEMPTS && process.portTaken()) {
          continue;
        }
        throw e;
      }
    }
  }

  // The password stands in a file of the owner's, not on the command line, which everyone can read.
  private Path configure(Path data, int port) throws IOException {
    Path file = data.resolve("redis.conf");
    Files.deleteIfExists(file);
    Files.createFile(file, OwnerOnly.FILE);
    return Files.write(
        file,
        List.of(
            "bind 127.0.0.1",
            "protected-mode yes",
            "port " + port,
            "requirepass " + password,
            "dir " + quoted(data),
            "pidfile " + quoted(pidFile(directory.root())),
            "daemonize no",
            // Its title would replace the command line by which the next start knows it.
            "set-proc-title no",
            "appendonly yes",
            "appendfsync everysec",
            "save \"\"",
            "maxmemory-policy noeviction",
            "loglevel notice",
            "enable-debug-command no"));
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private boolean answersPing(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Loopback.address(), port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String expected = "+OK\r\n+PONG\r\n";
      return new String(in.readNBytes(expected.length()), StandardCharsets.US_ASCII)
          .equals(expected);
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  static URI url(int port) {
    return URI.create("redis://127.0.0.1:" + port);
  }
}
