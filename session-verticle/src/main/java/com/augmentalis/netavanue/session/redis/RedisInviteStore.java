package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.session.InviteStore;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/** Invite codes in Redis, one string each. */
public final class RedisInviteStore implements InviteStore {

  private static final Duration CLAIM = Duration.ofSeconds(60);

  private final RedisStore redis;

  /** Codes in this Redis. */
  public RedisInviteStore(RedisStore redis) {
    this.redis = redis;
  }

  @Override
  public Future<Boolean> claim(String code, String sessionId) {
    return redis
        .send(
            Request.cmd(Command.SET)
                .arg(SessionKeys.invite(code))
                .arg(sessionId)
                .arg("NX")
                .arg("PX")
                .arg(CLAIM.toMillis()))
        .map(done -> done != null);
  }

  @Override
  public Future<Void> keep(String code, Duration life) {
    return redis
        .send(Request.cmd(Command.PEXPIRE).arg(SessionKeys.invite(code)).arg(life.toMillis()))
        .mapEmpty();
  }

  @Override
  public Future<Void> release(String code) {
    return redis.send(Request.cmd(Command.DEL).arg(SessionKeys.invite(code))).mapEmpty();
  }

  @Override
  public Future<Optional<String>> find(String code) {
    return redis
        .send(Request.cmd(Command.GET).arg(SessionKeys.invite(code)))
        .map(found -> Optional.ofNullable(found).map(Object::toString));
  }
}
