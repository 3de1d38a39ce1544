package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.health.HealthCheck;
import com.augmentalis.netavanue.server.role.Store;
import com.augmentalis.netavanue.server.role.StoreOptions;
import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks the stores for a sign of life, over one connection each of their own, so that busy services
 * do not look like an outage.
 */
final class StoreProbes {
  private final List<HealthCheck> checks = new ArrayList<>();
  private final List<Supplier<Future<Void>>> closers = new ArrayList<>();

  StoreProbes(Vertx vertx, StoreOptions stores, Set<Store> needs) {
    if (needs.contains(Store.REDIS)) {
      redis(vertx, stores.redis().orElseThrow());
    }
    if (needs.contains(Store.POSTGRES)) {
      postgres(vertx, stores.postgres().orElseThrow());
    }
  }

  List<HealthCheck> checks() {
    return List.copyOf(checks);
  }

  private void redis(Vertx vertx, RedisStoreOptions store) {
    Redis client =
        Redis.createClient(
            vertx, new RedisOptions().setConnectionString(store.uri()).setMaxPoolSize(1));
    closers.add(client::close);
    checks.add(new HealthCheck("redis", () -> client.send(Request.cmd(Command.PING)).mapEmpty()));
  }

  private void postgres(Vertx vertx, PgStoreOptions store) {
    Pool pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(
                new PgConnectOptions()
                    .setHost(store.host())
                    .setPort(store.port())
                    .setDatabase(store.database())
                    .setUser(store.user())
                    .setPassword(store.password()))
            .using(vertx)
            .build();
    closers.add(pool::close);
    checks.add(new HealthCheck("postgres", () -> pool.query("SELECT 1").execute().mapEmpty()));
  }

  Future<Void> close() {
    return Future.join(closers.stream().map(Supplier::get).toList()).mapEmpty();
  }
}
