package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.session.Deadline;
import com.augmentalis.netavanue.session.DeadlineStore;
import com.augmentalis.netavanue.store.RedisScript;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The index of deadlines in Redis, one sorted set by due time. */
public final class RedisDeadlineStore implements DeadlineStore {

  private static final RedisScript CLAIM =
      RedisScript.load(RedisDeadlineStore.class, "claim_deadlines.lua");
  private static final RedisScript SETTLE =
      RedisScript.load(RedisDeadlineStore.class, "settle_deadline.lua");
  private static final List<String> INDEX = List.of(SessionKeys.DEADLINES);

  private final RedisStore redis;
  private final Clock clock;
  private final Duration hold;

  /**
   * @param hold how long a claim keeps an entry from others
   */
  public RedisDeadlineStore(RedisStore redis, Clock clock, Duration hold) {
    this.redis = redis;
    this.clock = clock;
    this.hold = hold;
  }

  @Override
  public Future<Void> schedule(Deadline deadline, long due) {
    return redis
        .send(Request.cmd(Command.ZADD).arg(SessionKeys.DEADLINES).arg(due).arg(deadline.encode()))
        .mapEmpty();
  }

  @Override
  public Future<List<Claim>> claim(int limit) {
    long now = clock.millis();
    long heldUntil = now + hold.toMillis();
    return CLAIM
        .run(redis, INDEX, List.of(now, heldUntil, limit))
        .map(
            due -> {
              List<Claim> claims = new ArrayList<>();
              for (Response entry : due) {
                Deadline.decode(entry.toString())
                    .ifPresent(deadline -> claims.add(new Claim(deadline, heldUntil)));
              }
              return claims;
            });
  }

  @Override
  public Future<Void> done(Claim claim) {
    return settle(claim, "");
  }

  @Override
  public Future<Void> postpone(Claim claim, long due) {
    return settle(claim, Long.toString(due));
  }

  @Override
  public Future<Void> remove(Deadline deadline) {
    return redis
        .send(Request.cmd(Command.ZREM).arg(SessionKeys.DEADLINES).arg(deadline.encode()))
        .mapEmpty();
  }

  @Override
  public Future<Void> probe() {
    return redis.send(Request.cmd(Command.ZCARD).arg(SessionKeys.DEADLINES)).mapEmpty();
  }

  private Future<Void> settle(Claim claim, String next) {
    return SETTLE
        .run(redis, INDEX, List.of(claim.deadline().encode(), claim.heldUntil(), next))
        .mapEmpty();
  }
}
