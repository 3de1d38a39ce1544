package com.augmentalis.netavanue.server.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildRecordsTest {
  @TempDir Path root;
  private Process process;

  // A process that names the directory on its command line, as a store does.
  @BeforeEach
  void spawn() throws IOException {
    process = new ProcessBuilder("sh", "-c", "read line", root.toString()).start();
  }

  @AfterEach
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(5, TimeUnit.SECONDS));
  }

  private void write(String line) throws IOException {
    Files.writeString(root.resolve("children"), line + "\n");
  }

  @Test
  void endsARecordedChildOnce() throws Exception {
    new ChildRecords(root).add("store", process.toHandle(), "TERM");
    assertEquals(List.of("store"), new ChildRecords(root).endOrphans(Map.of()));
    assertFalse(process.isAlive());
    assertEquals(List.of(), new ChildRecords(root).endOrphans(Map.of()));
  }

  @Test
  void leavesAProcessAloneThatWasGivenTheSamePidLater() throws Exception {
    long started = process.toHandle().info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    write("store " + process.pid() + " " + (started - 60_000) + " TERM");
    assertEquals(List.of(), new ChildRecords(root).endOrphans(Map.of()));
    assertTrue(process.isAlive());
  }

  @Test
  void leavesAProcessAloneThatDoesNotNameTheDirectory() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    new ChildRecords(root).add("store", process.toHandle(), "TERM");
    Files.move(root.resolve("children"), other.resolve("children"));
    assertEquals(List.of(), new ChildRecords(other).endOrphans(Map.of()));
    assertTrue(process.isAlive());
  }

  @Test
  void endsTheWriterOfAPidFileThatWasNotRecordedYet() throws Exception {
    Path pidFile = Files.writeString(root.resolve("redis.pid"), process.pid() + "\n");
    assertEquals(List.of("redis.pid"), new ChildRecords(root).endOrphans(Map.of(pidFile, "TERM")));
    assertFalse(process.isAlive());
  }

  @Test
  void brokenRecordsAreNoReasonNotToStart() throws Exception {
    write("store notanumber 1 TERM");
    Path pidFile = Files.writeString(root.resolve("redis.pid"), "x");
    assertEquals(List.of(), new ChildRecords(root).endOrphans(Map.of(pidFile, "TERM")));
  }
}
