package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.health.HealthCheck;
import com.augmentalis.netavanue.server.role.Store;
import com.augmentalis.netavanue.server.role.StoreOptions;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
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

  private void redis(Vertx vertx, RedisStoreOptions options) {
    Future<RedisStore> opened = RedisStore.open(vertx, options);
    closers.add(() -> opened.compose(RedisStore::close));
    checks.add(
        new HealthCheck(
            "redis",
            () -> opened.compose(store -> store.send(Request.cmd(Command.PING))).mapEmpty()));
  }

  private void postgres(Vertx vertx, PgStoreOptions options) {
    PgStore store = PgStore.create(vertx, options.withPoolSize(1));
    closers.add(store::close);
    checks.add(new HealthCheck("postgres", () -> store.query("SELECT 1").mapEmpty()));
  }

  Future<Void> close() {
    return Future.join(closers.stream().map(Supplier::get).toList()).mapEmpty();
  }
}
