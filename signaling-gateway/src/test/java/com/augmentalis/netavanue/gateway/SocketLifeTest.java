package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import com.augmentalis.netavanue.contract.gateway.CloseSocket;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.gateway.FakeServices.Held;
import com.augmentalis.netavanue.socketio.SocketIoGroup;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import com.augmentalis.netavanue.testing.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets of one gateway instance that come and go at odd moments. */
class SocketLifeTest {

  private static final String FINGERPRINT = "ab".repeat(32);
  private static final String NAMES_ITSELF =
      "40/signaling,{\"fingerprint\":\"" + FINGERPRINT + "\"}";
  private static final String JOIN =
      "42/signaling,[\"JOIN_SESSION\",{\"fingerprint\":\""
          + FINGERPRINT
          + "\",\"inviteCode\":\"AVNE-2222-3333\","
          + "\"capabilities\":{\"cpuCores\":1,\"ramMb\":1}}]";

  private final Vertx vertx = Vertx.vertx();
  private FakeServices services;
  private GatewayVerticle gateway;

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T item = queue.poll(20, TimeUnit.SECONDS);
    assertNotNull(item, "nothing came");
    return item;
  }

  private void start(Held held) {
    start(held, GatewayOptions.signalingDefaults());
  }

  private void start(Held held, SocketIoOptions socketIo) {
    services = new FakeServices(held);
    await(services.register(vertx));
    gateway =
        new GatewayVerticle(
            new GatewayOptions("127.0.0.1", 0, socketIo, GatewayLimits.DEFAULT),
            new GatewayVerticle.Shared(
                new SocketIoGroup(),
                new LocalDirectory(),
                any -> request -> request.response().setStatusCode(404).end()));
    await(vertx.deployVerticle(gateway));
  }

  private RawClient open() throws IOException {
    RawClient client = new RawClient(gateway.port());
    client.webSocket("/socket.io/?EIO=4&transport=websocket").readText();
    return client;
  }

  private RawClient connect(String packet) throws IOException {
    RawClient client = open();
    client.text(packet);
    assertTrue(client.readMessage().startsWith("40/signaling,{\"sid\""));
    return client;
  }

  /** Returns when the gateway, on its one event loop, has seen what was done before. */
  private void settle() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (RawClient other = connect("40/signaling,")) {
        assertNotNull(other);
      }
    }
  }

  private static JsonObject push(String packet) {
    assertTrue(packet.startsWith("42/signaling,"), packet);
    JsonArray event = new JsonArray(packet.substring("42/signaling,".length()));
    assertEquals("message", event.getString(0));
    return event.getJsonObject(1);
  }

  @Test
  void aSocketThatGoesWhileItIsBeingBoundIsUnboundAgain() throws Exception {
    start(new Held(true, false, false));
    Promise<Void> bind;
    try (RawClient client = open()) {
      client.text(NAMES_ITSELF);
      bind = next(services.binds);
    }
    settle();
    bind.complete();
    assertEquals(new UnbindDevice(FINGERPRINT, 1), next(services.unbound));
  }

  @Test
  void aRequestOfASocketThatWentWhileItWasBoundIsNotCarriedOut() throws Exception {
    start(new Held(true, false, false));
    Promise<Void> bind;
    try (RawClient client = connect("40/signaling,")) {
      client.text(JOIN);
      bind = next(services.binds);
    }
    settle();
    bind.complete();
    assertEquals(new UnbindDevice(FINGERPRINT, 1), next(services.unbound));
    assertNull(services.joins.poll());
  }

  @Test
  void aSeatTakenForASocketThatWentMeanwhileIsGivenUp() throws Exception {
    start(new Held(false, false, true));
    Promise<Void> join;
    try (RawClient client = connect(NAMES_ITSELF)) {
      client.text(JOIN);
      join = next(services.joins);
    }
    assertEquals(new UnbindDevice(FINGERPRINT, 1), next(services.unbound));
    join.complete();
    assertEquals(
        new DisconnectMember(FakeServices.SESSION_ID, FINGERPRINT, 1), next(services.disconnected));
  }

  @Test
  void theNewerSocketReplacesTheOlderOnTheSameInstance() throws Exception {
    start(Held.NOTHING);
    try (RawClient older = connect(NAMES_ITSELF);
        RawClient newer = connect(NAMES_ITSELF)) {
      JsonObject told = push(older.readMessage());
      assertEquals("ERROR", told.getString("type"));
      assertEquals("DEVICE_REPLACED", told.getString("code"));
      assertEquals("41/signaling,", older.readMessage());
      newer.text(JOIN);
      assertEquals("SESSION_JOINED", push(newer.readMessage()).getString("type"));
    }
  }

  @Test
  void aBindingThatIsAnsweredLateDoesNotReplaceANewerOne() throws Exception {
    start(new Held(true, false, false));
    try (RawClient older = open();
        RawClient newer = open()) {
      older.text(NAMES_ITSELF);
      Promise<Void> late = next(services.binds);
      newer.text(NAMES_ITSELF);
      next(services.binds).complete();
      assertTrue(newer.readMessage().startsWith("40/signaling,{\"sid\""));
      late.complete();
      assertTrue(older.readMessage().startsWith("44/signaling,{\"message\":\"DEVICE_REPLACED\""));
      newer.text(JOIN);
      assertEquals("SESSION_JOINED", push(newer.readMessage()).getString("type"));
    }
  }

  @Test
  void aWishToCloseThatOvertakesTheBindingIsHeeded() throws Exception {
    start(new Held(true, false, false));
    try (RawClient client = open()) {
      client.text(NAMES_ITSELF);
      Promise<Void> bind = next(services.binds);
      SocketLocation location = services.location(FINGERPRINT);
      await(
          new BusClient(vertx.eventBus())
              .request(
                  Addresses.gateway(location.instance()),
                  new CloseSocket(
                      FINGERPRINT, location.epoch(), FailureCode.DEVICE_BLOCKED, "Blocked")));
      bind.complete();
      assertTrue(client.readMessage().startsWith("44/signaling,{\"message\":\"DEVICE_BLOCKED\""));
      assertEquals(new UnbindDevice(FINGERPRINT, 1), next(services.unbound));
    }
  }

  @Test
  void aConnectionThatNeverAsksForAnythingIsClosedAndAWebSocketLivesOn() throws Exception {
    SocketIoOptions hurried = GatewayOptions.signalingDefaults();
    hurried.engine().pingIntervalMs(200).pingTimeoutMs(300);
    start(Held.NOTHING, hurried);
    try (RawClient device = connect("40/signaling,");
        RawClient silent = new RawClient(gateway.port());
        RawClient slow = new RawClient(gateway.port())) {
      slow.send("GET / HTTP/1.1\r\n");
      for (int pings = 0; pings < 4; pings++) {
        assertEquals("2", device.readText());
        device.text("3");
      }
      silent.awaitEnd();
      slow.awaitEnd();
      device.text(JOIN.replace("JOIN_SESSION", "NONE"));
      assertEquals("UNKNOWN_EVENT", push(device.readMessage()).getString("code"));
    }
  }
}
