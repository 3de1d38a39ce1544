package com.augmentalis.netavanue.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Asks whether a server that was treated badly still serves a well-behaved newcomer. */
public final class Probe {

  private Probe() {}

  /** Opens fresh sessions on both transports and both paths, and expects echoes. */
  public static void assertServes(int port) {
    try (EngineSocket socket = EngineSocket.connect(port, "/")) {
      socket.send("421[\"message-with-ack\",\"fresh\"]");
      assertEquals("431[\"fresh\"]", socket.next());
    }
    try (EngineSocket socket = EngineSocket.open(port, "/engine.io/")) {
      socket.send("4fresh");
      assertEquals("4fresh", socket.next());
    }
    PollingClient client = PollingClient.open(port, "/engine.io/");
    assertEquals(200, client.post("4fresh").statusCode());
    assertEquals("4fresh", client.next());
    client.post("1");
  }
}
