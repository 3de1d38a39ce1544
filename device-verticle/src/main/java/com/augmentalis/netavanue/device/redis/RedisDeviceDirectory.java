package com.augmentalis.netavanue.device.redis;

import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.device.DeviceDirectory;
import com.augmentalis.netavanue.store.RedisScript;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@link DeviceDirectory} in Redis: a hash for each device, {@code signaling:device:{fp}:location}
 * with the fields instance, socketId and epoch.
 */
public final class RedisDeviceDirectory implements DeviceDirectory {

  /** Clears away what a gateway left that died; no socket lives nearly as long. */
  static final Duration BOUND_TTL = Duration.ofDays(7);

  /** How long an epoch outlives its socket; no clock should go back further. */
  static final Duration UNBOUND_TTL = Duration.ofHours(1);

  private static final RedisScript BIND = RedisScript.load(RedisDeviceDirectory.class, "bind.lua");
  private static final RedisScript UNBIND =
      RedisScript.load(RedisDeviceDirectory.class, "unbind.lua");

  private final RedisStore store;

  /** A directory in this store. */
  public RedisDeviceDirectory(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Binding> bind(String fingerprint, String instance, String socketId) {
    return BIND.run(
            store,
            List.of(DeviceKeys.location(fingerprint)),
            List.of(instance, socketId, BOUND_TTL.toMillis()))
        .map(
            reply ->
                new Binding(
                    new SocketLocation(instance, socketId, reply.get(0).toLong()),
                    reply.size() < 4 ? null : location(reply, 1)));
  }

  @Override
  public Future<Boolean> unbind(String fingerprint, long epoch) {
    return UNBIND
        .run(
            store,
            List.of(DeviceKeys.location(fingerprint)),
            List.of(epoch, UNBOUND_TTL.toMillis()))
        .map(reply -> reply.toInteger() == 1);
  }

  @Override
  public Future<Optional<SocketLocation>> find(String fingerprint) {
    return store
        .send(
            Request.cmd(Command.HMGET)
                .arg(DeviceKeys.location(fingerprint))
                .arg("instance")
                .arg("socketId")
                .arg("epoch"))
        .map(reply -> reply.get(0) == null ? Optional.empty() : Optional.of(location(reply, 0)));
  }

  private static SocketLocation location(Response reply, int first) {
    return new SocketLocation(
        reply.get(first).toString(),
        reply.get(first + 1).toString(),
        reply.get(first + 2).toLong());
  }
}
