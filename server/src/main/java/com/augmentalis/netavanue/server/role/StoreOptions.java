package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import com.augmentalis.netavanue.store.StoreFactory;
import java.util.Optional;

/**
 * How the stores of this process are reached, outside or embedded.
 *
 * @param redis present unless no role of this process needs it
 * @param postgres present unless no role of this process needs it
 */
public record StoreOptions(Optional<RedisStoreOptions> redis, Optional<PgStoreOptions> postgres) {

  /** Options for stores of the configuration's form. */
  public static StoreOptions of(
      Optional<ServerConfig.Redis> redis,
      Optional<ServerConfig.Postgres> postgres,
      int postgresPoolSize) {
    return new StoreOptions(
        redis.map(ServerConfig.Redis::options),
        postgres.map(store -> store.options(postgresPoolSize)));
  }

  /** Both stores, for a role that declares to need both. */
  public StoreFactory factory() {
    return new StoreFactory(redis.orElseThrow(), postgres.orElseThrow());
  }
}
