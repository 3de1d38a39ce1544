package com.augmentalis.netavanue.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.RawClient;
import com.augmentalis.netavanue.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What crashed Socket.IO servers before, and noise: the one is closed, the others notice nothing.
 */
class HostilePacketTest {

  private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> reasons = new LinkedBlockingQueue<>();
  private TestServer server;
  private SocketIoClient bystander;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(
            vertx -> {
              SocketIoServer api = SocketIoServer.create(vertx, new SocketIoOptions());
              Namespace unused =
                  api.exceptionHandler(failures::add)
                      .of("/")
                      .connectionHandler(socket -> socket.disconnectHandler(reasons::add))
                      .on("echo", event -> event.ack(event.args().size()));
              return api.requestHandler();
            });
    bystander = SocketIoClient.connect(server.port(), "0");
  }

  @AfterEach
  void stop() throws IOException {
    assertEquals("31[1]", bystander.send("21[\"echo\",{}]").read());
    assertTrue(failures.isEmpty(), () -> failures.toString());
    server.close();
  }

  @Test
  void closesOnPacketsThatNobodyMaySend() throws Exception {
    String[] packets = {
      "", // nothing
      "7", // an unknown type
      "4{\"message\":\"x\"}", // CONNECT_ERROR from a client
      "0", // a second CONNECT
      "2", // no payload
      "2{}", // a payload that is no array
      "2[]", // no event name
      "2[{\"toString\":1},1]", // CVE-2023-32695: a name that is no string
      "2[[\"echo\"]]",
      "2[null]",
      "2[\"disconnect\"]", // a reserved name
      "2[\"" + "x".repeat(129) + "\"]", // a name that is too long
      "2[\"echo\"", // half a payload
      "2[\"echo\"]]",
      "251-[\"echo\"]",
      "5[\"echo\",{\"_placeholder\":true,\"num\":0}]", // no count
      "511-[\"echo\"]", // one attachment more than allowed
      "599999999999999999999-[\"echo\"]",
      "51-[\"echo\",{\"_placeholder\":true,\"num\":1}]", // CVE-2022-2421: out of range
      "51-[\"echo\",{\"_placeholder\":true,\"num\":\"splice\"}]",
      "51-[\"echo\",{\"_placeholder\":true,\"num\":-1}]",
      "3[1]", // an ack without an id
      "2[\"echo\"," + "[".repeat(20_000) + "]".repeat(20_000) + "]", // nested too deep
      "2/admin,[\"echo\"]", // a namespace that the client is not in
    };
    for (String packet : packets) {
      try (SocketIoClient client = SocketIoClient.connect(server.port(), "0")) {
        client.send(packet).awaitClose();
        assertEquals(DisconnectReason.PARSE_ERROR, reasons.poll(5, TimeUnit.SECONDS), packet);
      }
    }
  }

  @Test
  void closesOnAttachmentsOutOfPlace() throws Exception {
    try (SocketIoClient client = SocketIoClient.connect(server.port(), "0")) {
      client.raw().binary(new byte[] {1});
      client.awaitClose();
    }
    try (SocketIoClient client = SocketIoClient.connect(server.port(), "0")) {
      client.send("52-[\"echo\",{\"_placeholder\":true,\"num\":0}]").raw().binary(new byte[1]);
      client.send("2[\"echo\"]").awaitClose();
    }
  }

  @Test
  void acceptsAsManyAttachmentsAsAllowed() throws Exception {
    try (SocketIoClient client = SocketIoClient.connect(server.port(), "0")) {
      StringBuilder packet = new StringBuilder("510-7[\"echo\"");
      for (int i = 0; i < SocketIoOptions.DEFAULT_MAX_ATTACHMENTS; i++) {
        packet.append(",{\"_placeholder\":true,\"num\":").append(i).append('}');
      }
      client.send(packet.append(']').toString());
      for (int i = 0; i < SocketIoOptions.DEFAULT_MAX_ATTACHMENTS; i++) {
        client.raw().binary(new byte[] {(byte) i});
      }
      assertEquals("37[10]", client.read());
    }
  }

  /** CVE-2022-41940: connections that reset while they are being set up. */
  @Test
  void survivesResetsAtEveryMoment() throws Exception {
    String upgrade =
        RawClient.upgradeRequest("/socket.io/?EIO=4&transport=websocket", server.port(), "");
    byte[] connect = RawClient.frame(0x81, "40".getBytes(StandardCharsets.UTF_8), true);
    byte[] all = new byte[upgrade.length() + connect.length];
    System.arraycopy(upgrade.getBytes(StandardCharsets.UTF_8), 0, all, 0, upgrade.length());
    System.arraycopy(connect, 0, all, upgrade.length(), connect.length);
    for (int length = 1; length <= all.length; length += 3) {
      try (RawClient client = server.client()) {
        client.socket().setSoLinger(true, 0);
        client.send(java.util.Arrays.copyOf(all, length));
      }
    }
  }

  @Test
  void survivesNoise() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String alphabet = "0123456789-/,[]{}\"\\ua\u00e9:truenl_placeholder";
    for (int round = 0; round < 300; round++) {
      try (SocketIoClient client = SocketIoClient.connect(server.port(), "0")) {
        StringBuilder packet = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
          packet.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        client.send(packet.toString());
        byte[] frame = new byte[random.nextInt(30)];
        random.nextBytes(frame);
        client.raw().send(frame);
      } catch (IOException closedByTheServer) {
        // As it should be.
      }
    }
  }
}
