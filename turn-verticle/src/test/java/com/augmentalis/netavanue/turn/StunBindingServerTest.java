package com.augmentalis.netavanue.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.stun.Fingerprint;
import com.augmentalis.netavanue.codec.stun.StunClass;
import com.augmentalis.netavanue.codec.stun.StunMessage;
import com.augmentalis.netavanue.codec.stun.StunMessageBuilder;
import com.augmentalis.netavanue.codec.stun.TransactionId;
import com.augmentalis.netavanue.codec.stun.XorMappedAddress;
import io.vertx.core.Vertx;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real UDP on the loopback interface, with a plain blocking client. */
class StunBindingServerTest {

  private static final int PER_SOURCE = 3;

  private final AtomicLong clock = new AtomicLong();
  private Vertx vertx;
  private StunBindingServer server;
  private DatagramSocket client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server =
        new StunBindingServer(
            vertx,
            new StunBindingServerOptions("127.0.0.1", 0, 100, PER_SOURCE),
            clock::get,
            new Random(1));
    assertEquals(
        server, server.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    client = new DatagramSocket(0, address(1));
    client.setSoTimeout(10_000);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private void send(DatagramSocket from, byte[] data) throws Exception {
    InetSocketAddress to = new InetSocketAddress(address(1), server.port());
    from.send(new DatagramPacket(data, data.length, to));
  }

  private void request(DatagramSocket from, long id) throws Exception {
    TransactionId transaction = new TransactionId(0, id);
    send(
        from,
        StunMessageBuilder.of(StunClass.REQUEST, StunMessage.BINDING, transaction)
            .fingerprint()
            .build()
            .copy());
  }

  private StunMessage receive(DatagramSocket at) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
    at.receive(packet);
    assertEquals(server.port(), packet.getPort());
    return StunMessage.decode(ByteSlice.of(packet.getData(), 0, packet.getLength()));
  }

  @Test
  void tellsAClientItsAddress() throws Exception {
    request(client, 1);
    StunMessage response = receive(client);
    assertTrue(response.is(StunClass.SUCCESS, StunMessage.BINDING));
    assertEquals(new TransactionId(0, 1), response.transactionId());
    assertEquals(client.getLocalSocketAddress(), XorMappedAddress.read(response));
    assertTrue(Fingerprint.verify(response));
  }

  @Test
  void ignoresNoiseAndGoesOn() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      send(client, noise);
    }
    request(client, 7);
    assertEquals(new TransactionId(0, 7), receive(client).transactionId());
  }

  @Test
  void answersASourceNoOftenerThanAllowed() throws Exception {
    for (int i = 0; i < PER_SOURCE; i++) {
      request(client, i);
      assertEquals(new TransactionId(0, i), receive(client).transactionId());
    }
    request(client, 100);
    // Another source is answered still, and its answer shows that the excess was seen before.
    try (DatagramSocket other = new DatagramSocket(0, address(2))) {
      other.setSoTimeout(10_000);
      request(other, 150);
      assertEquals(new TransactionId(0, 150), receive(other).transactionId());
    }
    clock.addAndGet(1_000_000_000L);
    request(client, 200);
    assertEquals(new TransactionId(0, 200), receive(client).transactionId());
  }

  @Test
  void failsToStartOnATakenPort() throws Exception {
    StunBindingServer second =
        new StunBindingServer(
            vertx,
            new StunBindingServerOptions("127.0.0.1", server.port()),
            clock::get,
            new Random(1));
    assertThrows(
        java.util.concurrent.ExecutionException.class,
        () -> second.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    second.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThrows(IllegalStateException.class, server::start);
  }
}
