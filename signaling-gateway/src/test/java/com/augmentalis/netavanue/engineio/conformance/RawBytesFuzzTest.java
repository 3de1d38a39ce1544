package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Throws random and half-right bytes at a live server for a few seconds. {@code -Dfuzz.seed=N}
 * repeats a run.
 */
class RawBytesFuzzTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int MOST_CONNECTIONS = 2_000;

  private static final List<String> PACKETS =
      List.of(
          "40",
          "40/custom,",
          "41",
          "42[\"message\",1]",
          "421[\"message-with-ack\",{}]",
          "431[]",
          "451-[\"message\",{\"_placeholder\":true,\"num\":0}]",
          "461-1[{\"_placeholder\":true}]",
          "4",
          "5",
          "2probe",
          "3probe",
          "3",
          "6",
          "1",
          "4hello",
          "bAQID",
          "40{\"pid\":\"x\"}",
          "44/custom,{\"message\":1}",
          "42[\"message\",[[[[[[]]]]]]]");

  @Test
  void survivesRandomBytes() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("RawBytesFuzzTest: -Dfuzz.seed=" + seed);
    Random random = new Random(seed);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (int i = 0; i < MOST_CONNECTIONS && System.nanoTime() < deadline; i++) {
      try {
        attack(random);
      } catch (UncheckedIOException | RawWebSocket.UpgradeRefused expected) {
        // The server may end the connection at any point.
      }
    }
    Probe.assertServes(SERVER.port());
    assertEquals(List.of(), SERVER.loggedErrors());
  }

  private static void attack(Random random) {
    RawConnection connection = RawConnection.open(SERVER.port());
    switch (random.nextInt(5)) {
      case 0 -> connection.write(bytes(random, 1 + random.nextInt(2_000)));
      case 1 -> connection.write(mutate(random, request(random, connection)));
      case 2 -> {
        connection.write(request(random, connection));
        connection.write(bytes(random, 1 + random.nextInt(500)));
      }
      case 3 -> frames(random, connection);
      default -> posts(random, connection);
    }
    if (random.nextBoolean()) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  private static byte[] request(Random random, RawConnection connection) {
    String path = random.nextBoolean() ? "/engine.io/" : "/socket.io/";
    String target = path + "?EIO=4&transport=" + (random.nextBoolean() ? "polling" : "websocket");
    String text =
        switch (random.nextInt(3)) {
          case 0 -> connection.head("GET", target);
          case 1 -> RawWebSocket.upgradeRequest(connection, target);
          default -> connection.head("POST", target, "Content-Length: " + random.nextInt(100));
        };
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void frames(Random random, RawConnection connection) {
    String path = random.nextBoolean() ? "/engine.io/" : "/socket.io/";
    RawWebSocket webSocket = RawWebSocket.open(connection, path + "?EIO=4&transport=websocket");
    if (random.nextBoolean()) {
      webSocket.send("40");
    }
    for (int i = random.nextInt(20); i >= 0; i--) {
      byte[] payload = packet(random);
      boolean wild = random.nextInt(4) == 0;
      Frame frame =
          wild
              ? new Frame(random.nextBoolean(), random.nextInt(8), random.nextInt(16), payload)
              : new Frame(true, 0, 1 + random.nextInt(2), payload);
      byte[] masked = frame.masked();
      connection.write(random.nextInt(6) == 0 ? mutate(random, masked) : masked);
    }
  }

  private static void posts(Random random, RawConnection connection) {
    PollingClient client =
        PollingClient.open(SERVER.port(), random.nextBoolean() ? "/engine.io/" : "/socket.io/");
    for (int i = random.nextInt(4); i >= 0; i--) {
      byte[] body = packet(random);
      connection.write(
          connection.head(
              "POST",
              client.target(),
              "Content-Length: " + Math.max(0, body.length + random.nextInt(3) - 1)));
      connection.write(body);
    }
  }

  private static byte[] packet(Random random) {
    byte[] text = PACKETS.get(random.nextInt(PACKETS.size())).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(3)) {
      case 0 -> text;
      case 1 -> mutate(random, text);
      default -> bytes(random, random.nextInt(200));
    };
  }

  private static byte[] mutate(Random random, byte[] source) {
    byte[] bytes = source.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
