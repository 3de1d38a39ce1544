package com.augmentalis.netavanue.turn;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.augmentalis.netavanue.store.Await;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StunVerticleTest {

  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private StunVerticle stun(int port) {
    return new StunVerticle(new StunBindingServerOptions(LOOPBACK, port));
  }

  private void assertAnswers(int port) throws Exception {
    Promise<Buffer> answered = Promise.promise();
    DatagramSocket socket = vertx.createDatagramSocket();
    socket.handler(packet -> answered.tryComplete(packet.data()));
    await(socket.listen(0, LOOPBACK));
    // A Binding request without attributes (RFC 8489 section 5).
    Buffer request =
        Buffer.buffer(HexFormat.of().parseHex("000100002112a442" + "0102030405060708090a0b0c"));
    await(socket.send(request, port, LOOPBACK));
    assertEquals(0x0101, await(answered.future()).getUnsignedShort(0), "a success response");
    await(socket.close());
  }

  @Test
  void answersUntilItIsUndeployedAndFreesItsPort() throws Exception {
    StunVerticle stun = stun(0);
    String id = await(vertx.deployVerticle(stun));
    int port = stun.port();
    assertAnswers(port);
    await(vertx.undeploy(id));
    // The selector lets go of a closed UDP socket on its next turn, which nobody is told of.
    Await.until("the port is free", () -> canBeBound(port));
  }

  private boolean canBeBound(int port) {
    DatagramSocket socket = vertx.createDatagramSocket();
    return await(
        socket
            .listen(port, LOOPBACK)
            .map(true)
            .otherwise(false)
            .compose(bound -> socket.close().map(bound)));
  }

  @Test
  void listensElsewhereWhenItsPortIsTaken() throws Exception {
    DatagramSocket other = vertx.createDatagramSocket();
    await(other.listen(0, LOOPBACK));
    int taken = other.localAddress().port();
    StunVerticle stun = stun(taken);
    await(vertx.deployVerticle(stun));
    assertNotEquals(taken, stun.port());
    assertAnswers(stun.port());
    await(other.close());
  }
}
