package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.contract.TierLimits;
import com.augmentalis.netavanue.session.SeatStore;
import com.augmentalis.netavanue.store.RedisScript;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The sessions of each device in Redis, one sorted set by the time of entering. */
public final class RedisSeatStore implements SeatStore {

  private static final RedisScript TAKE = RedisScript.load(RedisSeatStore.class, "take_seat.lua");

  private final RedisStore redis;
  private final Clock clock;
  private final int limit;

  /** Seats in this Redis, at most so many for a device. */
  public RedisSeatStore(RedisStore redis, Clock clock, int limit) {
    this.redis = redis;
    this.clock = clock;
    this.limit = limit;
  }

  @Override
  public Future<Result> take(String fingerprint, String sessionId) {
    return TAKE.run(
            redis,
            List.of(SessionKeys.seats(fingerprint)),
            List.of(sessionId, clock.millis(), limit, TierLimits.LONGEST_SESSION.toMillis()))
        .map(result -> Result.valueOf(result.toString()));
  }

  @Override
  public Future<Void> release(String fingerprint, String sessionId) {
    return redis
        .send(Request.cmd(Command.ZREM).arg(SessionKeys.seats(fingerprint)).arg(sessionId))
        .mapEmpty();
  }

  @Override
  public Future<List<String>> takenBefore(String fingerprint, long time) {
    return redis
        .send(
            Request.cmd(Command.ZRANGE)
                .arg(SessionKeys.seats(fingerprint))
                .arg("-inf")
                .arg("(" + time)
                .arg("BYSCORE"))
        .map(
            found -> {
              List<String> ids = new ArrayList<>();
              for (Response id : found) {
                ids.add(id.toString());
              }
              return ids;
            });
  }
}
