package com.augmentalis.netavanue.device.redis;

import static com.augmentalis.netavanue.store.Await.assertRefused;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.device.CapabilityStore;
import com.augmentalis.netavanue.device.CapabilityStoreContract;
import com.augmentalis.netavanue.device.Fingerprints;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.TcpGate;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCapabilityStoreTest extends CapabilityStoreContract {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Override
  protected CapabilityStore store() throws Exception {
    return new RedisCapabilityStore(await(RedisStore.open(vertx, REDIS.options())));
  }

  @Test
  void isAtHandForFiveMinutes() throws Exception {
    RedisStore redis = await(RedisStore.open(vertx, REDIS.options()));
    String fingerprint = Fingerprints.next();
    await(new RedisCapabilityStore(redis).put(fingerprint, snapshot(4, 100)));
    String key = "signaling:device:{" + fingerprint + "}:caps";
    int ttl = await(redis.send(Request.cmd(Command.TTL).arg(key))).toInteger();
    assertTrue(ttl == 300 || ttl == 299, () -> "TTL " + ttl);
  }

  @Test
  void isUnavailableWhileRedisIsDown() throws Exception {
    try (TcpGate gate = REDIS.gate()) {
      RedisStore redis =
          await(RedisStore.open(vertx, EmbeddedRedisExtension.optionsAt(gate.port())));
      gate.shut();
      assertRefused(
          FailureCode.UNAVAILABLE,
          new RedisCapabilityStore(redis).put(Fingerprints.next(), snapshot(1, 10)));
    }
  }
}
