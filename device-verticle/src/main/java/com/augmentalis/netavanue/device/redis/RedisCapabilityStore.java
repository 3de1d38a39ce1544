package com.augmentalis.netavanue.device.redis;

import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.device.CapabilityStore;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/** {@link CapabilityStore} in Redis: {@code signaling:device:{fp}:caps}, JSON. */
public final class RedisCapabilityStore implements CapabilityStore {

  static final Duration TTL = Duration.ofMinutes(5);

  private final RedisStore store;

  /** Capabilities in this store. */
  public RedisCapabilityStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Void> put(String fingerprint, Snapshot snapshot) {
    return store
        .send(
            Request.cmd(Command.SET)
                .arg(DeviceKeys.capabilities(fingerprint))
                .arg(ContractJson.encode(snapshot))
                .arg("PX")
                .arg(TTL.toMillis()))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Snapshot>> find(String fingerprint) {
    return store
        .send(Request.cmd(Command.GET).arg(DeviceKeys.capabilities(fingerprint)))
        .map(
            reply ->
                reply == null
                    ? Optional.empty()
                    : Optional.of(ContractJson.decode(reply.toBytes(), Snapshot.class)));
  }
}
