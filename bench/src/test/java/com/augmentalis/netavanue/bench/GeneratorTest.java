package com.augmentalis.netavanue.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.load.ConnectOptions;
import com.augmentalis.netavanue.bench.load.ConnectRun;
import com.augmentalis.netavanue.bench.load.ConnectStep;
import com.augmentalis.netavanue.bench.load.CpuClock;
import com.augmentalis.netavanue.bench.load.Profile;
import com.augmentalis.netavanue.bench.load.RelayOptions;
import com.augmentalis.netavanue.bench.load.RelayRun;
import com.augmentalis.netavanue.bench.peer.BareRelay;
import com.augmentalis.netavanue.bench.peer.NettySocketIoPeer;
import com.augmentalis.netavanue.bench.report.Metric;
import com.augmentalis.netavanue.bench.report.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against a real Socket.IO server in the same process. */
class GeneratorTest {
  private static final long SEED = 20_260_101;
  private static final Duration WINDOW = Duration.ofMillis(300);

  private static NettySocketIoPeer peer;

  @BeforeAll
  static void start() {
    peer = NettySocketIoPeer.start(0);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  private static Target target() {
    return new Target("http://127.0.0.1:" + peer.port(), "/socket.io/", "/signaling");
  }

  private static RelayRun.Outcome relay(Profile profile, int connections, int rate)
      throws IOException, InterruptedException {
    RelayOptions options =
        new RelayOptions(profile, "dev-pro", connections, Duration.ZERO, WINDOW, rate, SEED);
    try (Connector connector = new Connector(target())) {
      return new RelayRun(connector, target(), options, CpuClock.UNKNOWN).execute();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOfferOfTheClosedLoopArrivesOnce(Profile profile)
      throws IOException, InterruptedException {
    RelayRun.Outcome outcome = relay(profile, 6, 0);
    assertTrue(outcome.isComplete(), outcome::toString);
    assertTrue(outcome.sent() >= 6, outcome::toString);
    assertTrue(outcome.metrics().get(Metric.THROUGHPUT) > 0, outcome::toString);
  }

  @Test
  void theBareRelayServesTheGenerator() throws IOException, InterruptedException {
    try (BareRelay relay = BareRelay.start(0)) {
      Target bare = new Target("http://127.0.0.1:" + relay.port(), "/socket.io/", "/signaling");
      RelayOptions options =
          new RelayOptions(Profile.SIGNALING, "", 6, Duration.ZERO, WINDOW, 0, SEED);
      try (Connector connector = new Connector(bare)) {
        RelayRun.Outcome outcome =
            new RelayRun(connector, bare, options, CpuClock.UNKNOWN).execute();
        assertTrue(outcome.isComplete(), outcome::toString);
        assertTrue(outcome.sent() >= 6, outcome::toString);
      }
    }
  }

  @Test
  void theClockSendsExactlyWhatIsDue() throws IOException, InterruptedException {
    RelayRun.Outcome outcome = relay(Profile.SIGNALING, 8, 1_000);
    assertTrue(outcome.isComplete(), outcome::toString);
    assertEquals(300, outcome.sent());
    assertTrue(outcome.metrics().get(Metric.P999) > 0, outcome::toString);
  }

  @ParameterizedTest
  @EnumSource
  void connectsAndLeaves(ConnectStep step) throws IOException, InterruptedException {
    ConnectOptions options =
        new ConnectOptions(step, "dev-pro", 2, Duration.ZERO, WINDOW, SEED + step.name().length());
    try (Connector connector = new Connector(target())) {
      ConnectRun.Outcome outcome =
          new ConnectRun(connector, target(), options, CpuClock.UNKNOWN).execute();
      assertEquals(0, outcome.failures(), outcome::firstFailure);
      assertTrue(outcome.connects() >= 2);
    }
  }

  @Test
  void theCommandLineMeasuresIdleSockets(@TempDir Path directory) throws IOException {
    Path results = directory.resolve("results.jsonl");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int status =
        Bench.commandLine(new PrintStream(printed, true, StandardCharsets.UTF_8))
            .execute(
                "idle",
                "--url=http://127.0.0.1:" + peer.port(),
                "--pid=" + ProcessHandle.current().pid(),
                "--connections=20",
                "--hold=0",
                "--register",
                "--name=test",
                "--seed=" + SEED,
                "--out=" + results);
    assertEquals(0, status, () -> printed.toString(StandardCharsets.UTF_8));
    List<Result> read = Result.readAll(results);
    assertEquals(1, read.size());
    assertEquals("idle, registered", read.get(0).scenario());
    assertTrue(read.get(0).metrics().containsKey(Metric.HEAP_PER_CONNECTION.key()));
  }

  @Test
  void aServerThatIsNotThereIsAnError() {
    Target nowhere = new Target("http://127.0.0.1:1", "/socket.io/", "/signaling");
    RelayOptions options = new RelayOptions(Profile.SIMPLE, "", 2, Duration.ZERO, WINDOW, 0, SEED);
    try (Connector connector = new Connector(nowhere)) {
      RelayRun run = new RelayRun(connector, nowhere, options, CpuClock.UNKNOWN);
      assertThrows(IOException.class, run::execute);
    }
  }

  @Test
  void aPathThatIsNotThereIsAnError() {
    Target elsewhere = new Target("http://127.0.0.1:" + peer.port(), "/nothing/", "/signaling");
    RelayOptions options = new RelayOptions(Profile.SIMPLE, "", 2, Duration.ZERO, WINDOW, 0, SEED);
    try (Connector connector = new Connector(elsewhere)) {
      RelayRun run = new RelayRun(connector, elsewhere, options, CpuClock.UNKNOWN);
      assertThrows(IOException.class, run::execute);
    }
  }
}
