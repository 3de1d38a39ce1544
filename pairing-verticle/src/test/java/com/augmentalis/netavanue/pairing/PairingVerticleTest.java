package com.augmentalis.netavanue.pairing;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.pairing.ListPairings;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole service, over the bus, with a real PostgreSQL. */
class PairingVerticleTest {

  private static final String FINGERPRINT = "0a".repeat(32);

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();
  private final BusClient bus = new BusClient(vertx.eventBus());
  private TcpGate gate;
  private String deployment;

  @BeforeEach
  void deploy() throws Exception {
    gate = PG.gate();
    StoreFactory stores =
        new StoreFactory(
            RedisStoreOptions.of("redis://127.0.0.1:1"), PG.options().withPort(gate.port()));
    deployment = await(vertx.deployVerticle(new PairingVerticle(stores)));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
    gate.close();
  }

  @Test
  void answersOverTheBusWhileItRuns() throws Exception {
    assertEquals(List.of(), await(bus.request(new ListPairings(FINGERPRINT))).pairings());
    assertRefused(FailureCode.INVALID_MESSAGE, bus.request(new ListPairings("x")));
    assertRefused(FailureCode.INVALID_MESSAGE, bus.request(new ListPairings(null)));
    await(vertx.undeploy(deployment));
    assertRefused(FailureCode.UNAVAILABLE, bus.request(new ListPairings(FINGERPRINT)));
  }

  @Test
  void isUnavailableWhileTheDatabaseIsDownAndRecovers() throws Exception {
    gate.shut();
    assertRefused(FailureCode.UNAVAILABLE, bus.request(new ListPairings(FINGERPRINT)));
    gate.open();
    assertEquals(List.of(), await(bus.request(new ListPairings(FINGERPRINT))).pairings());
  }
}
