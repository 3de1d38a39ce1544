package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import com.augmentalis.netavanue.session.license.LicenseCache;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/** Licence verdicts in Redis, by the hash of their token. */
public final class RedisLicenseCache implements LicenseCache {

  /** How old a verdict may be. */
  public static final Duration LIFE = Duration.ofMinutes(5);

  private final RedisStore redis;

  /** A cache in this Redis. */
  public RedisLicenseCache(RedisStore redis) {
    this.redis = redis;
  }

  @Override
  public Future<Optional<LicenseVerdict>> get(String tokenHash) {
    return redis
        .send(Request.cmd(Command.GET).arg(SessionKeys.license(tokenHash)))
        .map(
            found ->
                Optional.ofNullable(found)
                    .map(text -> ContractJson.decode(text.toBytes(), LicenseVerdict.class)));
  }

  @Override
  public Future<Void> put(String tokenHash, LicenseVerdict verdict) {
    return redis
        .send(
            Request.cmd(Command.SET)
                .arg(SessionKeys.license(tokenHash))
                .arg(ContractJson.encode(verdict))
                .arg("PX")
                .arg(LIFE.toMillis()))
        .mapEmpty();
  }
}
