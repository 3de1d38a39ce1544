package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.WriteBehind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@link CapabilityStore} in Redis ({@code signaling:device:{fp}:caps}, five minutes) and, written
 * behind, in the column {@code last_capabilities}.
 */
public final class CachedCapabilityStore implements CapabilityStore {

  static final Duration TTL = Duration.ofMinutes(5);
  static final WriteBehind.Bounds BEHIND =
      new WriteBehind.Bounds(Duration.ofSeconds(2), 250, 20_000);

  private static final String SAVE =
      "UPDATE device_fingerprints SET last_capabilities = $2 WHERE fingerprint = $1";

  private final RedisStore redis;
  private final PgStore postgres;
  private final WriteBehind<String, Snapshot> lasting;

  /** A store in these two, on the current context. */
  public CachedCapabilityStore(Vertx vertx, RedisStore redis, PgStore postgres) {
    this.redis = redis;
    this.postgres = postgres;
    this.lasting = new WriteBehind<>(vertx, "last_capabilities", BEHIND, this::save);
  }

  @Override
  public Future<Void> put(String fingerprint, Snapshot snapshot) {
    lasting.put(fingerprint, snapshot);
    return redis
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
    return redis
        .send(Request.cmd(Command.GET).arg(DeviceKeys.capabilities(fingerprint)))
        .map(
            reply ->
                reply == null
                    ? Optional.empty()
                    : Optional.of(ContractJson.decode(reply.toBytes(), Snapshot.class)));
  }

  /** Writes what is written behind. */
  public Future<Void> flush() {
    return lasting.flush();
  }

  private Future<?> save(Map<String, Snapshot> batch) {
    List<Tuple> tuples = new ArrayList<>(batch.size());
    // In order, so that two batches cannot deadlock over the rows that they share.
    new TreeMap<>(batch)
        .forEach(
            (fingerprint, snapshot) ->
                tuples.add(Tuple.of(fingerprint, new JsonObject(ContractJson.encode(snapshot)))));
    return postgres.batch(SAVE, tuples);
  }
}
