package com.augmentalis.netavanue.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.testing.RawClient;
import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the habits of the shipped NetAvanue client byte by byte. */
class ShippedClientTest {

  private final AtomicInteger unmasked = new AtomicInteger();
  private final JsonObject greeting = new JsonObject().put("type", "CHALLENGE").put("n", 1);
  private TestServer server;

  /** The client of the field: unmasked frames, and blocks of 512 bytes for the response's head. */
  private static final class ShippedClient implements AutoCloseable {
    private final RawClient raw;

    ShippedClient(int port) throws IOException {
      raw = new RawClient(port);
    }

    /**
     * Reads blocks of up to 512 bytes until the blank line has come, and drops what follows it in
     * the same block.
     */
    String openWebSocket(int port) throws IOException {
      raw.send(
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      byte[] block = new byte[512];
      while (!head.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        int count = raw.input().read(block);
        if (count < 0) {
          throw new IOException("no response");
        }
        head.write(block, 0, count);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    void send(String text) throws IOException {
      raw.send(RawClient.frame(0x81, text.getBytes(StandardCharsets.UTF_8), false));
    }

    /** Binary frames are ignored. */
    String read() throws IOException {
      RawClient.Frame frame = raw.frame();
      while (frame.firstByte() == 0x82) {
        frame = raw.frame();
      }
      return frame.text();
    }

    @Override
    public void close() throws IOException {
      raw.close();
    }
  }

  @BeforeEach
  void start() {
    EngineIoOptions lenient =
        new EngineIoOptions()
            .answerClientPings(true)
            .acceptUnmaskedFrames(true)
            .padUpgradeResponse(true);
    server =
        TestServer.start(
            vertx -> {
              SocketIoServer api =
                  SocketIoServer.create(vertx, new SocketIoOptions().engine(lenient));
              Namespace unused =
                  api.listener(
                          new SocketIoListener() {
                            @Override
                            public void unmaskedFrame() {
                              unmasked.incrementAndGet();
                            }
                          })
                      .of("/signaling")
                      .connectionHandler(socket -> socket.emit("message", greeting))
                      .on("LEAVE_SESSION", ShippedClientTest::leave);
              return api.requestHandler();
            });
  }

  private static void leave(IncomingEvent event) {
    event.socket().emit("message", (Object) new byte[] {1, 2, 3});
    String session = event.args().members(0).string("sessionId");
    event.ackJson(JsonSlice.of("{\"type\":\"SESSION_LEFT\",\"sessionId\":\"" + session + "\"}"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void servesTheClientOfTheField() throws IOException {
    try (ShippedClient client = new ShippedClient(server.port())) {
      String head = client.openWebSocket(server.port());
      assertTrue(head.startsWith("HTTP/1.1 101 "), head);
      assertTrue(head.endsWith("\r\n\r\n"), "nothing may follow the head in its last block");

      JsonObject open = new JsonObject(client.read().substring(1));
      assertFalse(open.getString("sid").isEmpty());
      assertEquals(0, open.getJsonArray("upgrades").size());
      assertEquals(25_000, open.getInteger("pingInterval"));
      assertEquals(20_000, open.getInteger("pingTimeout"));

      client.send("40/signaling,");
      assertTrue(client.read().startsWith("40/signaling,{\"sid\":\""));
      JsonArray push = new JsonArray(client.read().substring("42/signaling,".length()));
      assertEquals("message", push.getString(0));
      assertEquals(greeting, push.getJsonObject(1));

      client.send("2");
      assertEquals("3", client.read());

      for (int ackId = 0; ackId < 3; ackId++) {
        String request = "[\"LEAVE_SESSION\",{\"sessionId\":\"s" + ackId + "\"}]";
        client.send("42/signaling," + ackId + request);
        assertTrue(client.read().startsWith("451-/signaling,[\"message\",")); // then binary
        String prefix = "43/signaling," + ackId;
        String ack = client.read();
        assertTrue(ack.startsWith(prefix), ack);
        JsonObject reply = new JsonArray(ack.substring(prefix.length())).getJsonObject(0);
        assertEquals("SESSION_LEFT", reply.getString("type"));
        assertEquals("s" + ackId, reply.getString("sessionId"));
      }
      assertEquals(5, unmasked.get());
    }
  }

  /** Many times, since the kernel decides what one read returns. */
  @Test
  void neverLosesTheOpenPacketToABlockOf512Bytes() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (ShippedClient client = new ShippedClient(server.port())) {
        assertTrue(client.openWebSocket(server.port()).endsWith("\r\n\r\n"));
        assertTrue(client.read().startsWith("0{"));
      }
    }
  }
}
