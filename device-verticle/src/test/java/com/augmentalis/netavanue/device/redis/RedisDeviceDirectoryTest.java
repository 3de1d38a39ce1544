package com.augmentalis.netavanue.device.redis;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.device.DeviceDirectory;
import com.augmentalis.netavanue.device.DeviceDirectoryContract;
import com.augmentalis.netavanue.device.Fingerprints;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreCounters;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisDeviceDirectoryTest extends DeviceDirectoryContract {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Override
  protected DeviceDirectory directory() throws Exception {
    return new RedisDeviceDirectory(await(RedisStore.open(vertx, REDIS.options())));
  }

  @Override
  protected void setEpoch(String fingerprint, long epoch) throws Exception {
    RedisStore store = await(RedisStore.open(vertx, REDIS.options()));
    await(
        store.send(
            Request.cmd(Command.HSET)
                .arg(DeviceKeys.location(fingerprint))
                .arg("epoch")
                .arg(epoch)));
  }

  @Test
  void aBindingIsOneRoundTripAndLivesLongerThanAnySocket() throws Exception {
    StoreCounters counters = new StoreCounters();
    RedisStore store = await(RedisStore.open(vertx, REDIS.options(), counters));
    RedisDeviceDirectory directory = new RedisDeviceDirectory(store);
    await(directory.bind(Fingerprints.next(), "gw-1", "s1"));
    long warm = counters.roundTrips();
    String fingerprint = Fingerprints.next();
    await(directory.bind(fingerprint, "gw-1", "s1"));
    assertEquals(1, counters.roundTrips() - warm);
    long ttl =
        await(store.send(Request.cmd(Command.TTL).arg(DeviceKeys.location(fingerprint)))).toLong();
    long full = RedisDeviceDirectory.BOUND_TTL.toSeconds();
    assertTrue(ttl >= full - 1 && ttl <= full, () -> "TTL " + ttl);
  }
}
