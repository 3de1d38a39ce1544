package com.augmentalis.netavanue.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;

/**
 * Where the stores are. Every service verticle takes one by constructor, opens what it needs in its
 * {@code start()}, and so has connections of its own, on its own event loop, however many instances
 * are deployed:
 *
 * <pre>{@code
 * vertx.deployVerticle(
 *     () -> new DeviceVerticle(stores),
 *     new DeploymentOptions().setInstances(2));
 * }</pre>
 *
 * @param redis where Redis is
 * @param postgres where PostgreSQL is
 * @param observer counts what goes to either
 */
public record StoreFactory(
    RedisStoreOptions redis, PgStoreOptions postgres, StoreObserver observer) {

  public StoreFactory {
    Objects.requireNonNull(redis, "redis");
    Objects.requireNonNull(postgres, "postgres");
    Objects.requireNonNull(observer, "observer");
  }

  /** Stores that nobody observes. */
  public StoreFactory(RedisStoreOptions redis, PgStoreOptions postgres) {
    this(redis, postgres, StoreObserver.NONE);
  }

  /** Opens a connection to Redis on the current context; see {@link RedisStore#open}. */
  public Future<RedisStore> openRedis(Vertx vertx) {
    return RedisStore.open(vertx, redis, observer);
  }

  /** A store for PostgreSQL that connects when it is first used. */
  public PgStore createPostgres(Vertx vertx) {
    return PgStore.create(vertx, postgres, observer);
  }
}
