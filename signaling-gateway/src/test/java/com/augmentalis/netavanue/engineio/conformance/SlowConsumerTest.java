package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.EngineSocket;
import com.augmentalis.netavanue.testing.Frame;
import com.augmentalis.netavanue.testing.PollingClient;
import com.augmentalis.netavanue.testing.Probe;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawWebSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that make the server owe them more and more and never read it. */
class SlowConsumerTest {

  @RegisterExtension static final BareServer SERVER = BareServer.patient();

  private static final int MESSAGE = 64 * 1024;

  /** Far above the server's outbound bound plus all socket buffers. */
  private static final int MOST_MESSAGES = 4_096;

  @Test
  void closesAWebSocketThatNeverReadsWhileOthersGoOn() throws Exception {
    RawConnection connection = RawConnection.open(SERVER.port(), 4_096);
    RawWebSocket slow = RawWebSocket.open(connection, "/engine.io/?EIO=4&transport=websocket");
    byte[] message = Frame.text("4" + "x".repeat(MESSAGE - 1)).masked();
    CompletableFuture<Integer> flood =
        CompletableFuture.supplyAsync(
            () -> {
              int sent = 0;
              while (sent < MOST_MESSAGES && connection.offer(message)) {
                sent++;
              }
              return sent;
            });
    try (slow;
        EngineSocket other = EngineSocket.open(SERVER.port(), "/engine.io/")) {
      int echoes = 0;
      long deadline = System.nanoTime() + RawConnection.PATIENCE.toNanos();
      while (!flood.isDone() && System.nanoTime() < deadline) {
        other.send("4" + echoes);
        assertEquals("4" + echoes, other.next());
        echoes++;
      }
      assertTrue(flood.isDone(), "the slow client was neither served nor closed");
      assertTrue(
          flood.get(1, TimeUnit.SECONDS) < MOST_MESSAGES, "the server took 256 MB for a client");
      assertTrue(echoes > 0);
    }
    Probe.assertServes(SERVER.port());
  }

  @Test
  void closesAPollingSessionThatNeverPolls() {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    String payload = "4" + "x".repeat(900_000);
    int posts = 0;
    HttpResponse<String> response = client.post(payload);
    while (response.statusCode() == 200 && posts < 256) {
      response = client.post(payload);
      posts++;
    }
    assertFalse(posts == 256, "the server keeps 230 MB for one client");
    assertEquals(400, client.poll().statusCode());
    Probe.assertServes(SERVER.port());
  }

  @Test
  void boundsTheNumberOfPacketsThatWaitForAPoll() {
    PollingClient client = PollingClient.open(SERVER.port(), "/engine.io/");
    String payload = "4\u001e".repeat(9_999) + "4";
    int posts = 0;
    while (client.post(payload).statusCode() == 200 && posts < 100) {
      posts++;
    }
    assertFalse(posts == 100, "the server keeps a million packets for one client");
    Probe.assertServes(SERVER.port());
  }
}
