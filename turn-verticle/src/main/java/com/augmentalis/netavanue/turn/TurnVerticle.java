package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.turn.IssueTurnCredentials;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.turn.redis.RedisCredentialStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;

/**
 * Runs the TURN service. Any number of instances may be deployed, in one process or many; each has
 * its own connection to Redis.
 */
public final class TurnVerticle extends VerticleBase {

  private final StoreFactory stores;
  private final TurnOptions options;
  private final Clock clock;
  private MessageConsumer<?> consumer;
  private RedisStore redis;
  private StunBindingServer stun;

  /** A service on the system's clock. */
  public TurnVerticle(StoreFactory stores, TurnOptions options) {
    this(stores, options, Clock.systemUTC());
  }

  /**
   * @param stores where its stores are
   * @param options what it hands out
   * @param clock what it takes for the time; it must agree with the TURN server's
   */
  public TurnVerticle(StoreFactory stores, TurnOptions options, Clock clock) {
    this.stores = Objects.requireNonNull(stores, "stores");
    this.options = Objects.requireNonNull(options, "options");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Future<?> start() {
    return stores
        .openRedis(vertx)
        .onSuccess(opened -> redis = opened)
        .compose(opened -> startStun())
        .compose(this::register)
        .recover(failure -> release().transform(done -> Future.failedFuture(failure)));
  }

  /** The options with the URL of our own STUN server, if one is wanted. */
  private Future<TurnOptions> startStun() {
    if (options.ownStun().isEmpty()) {
      return Future.succeededFuture(options);
    }
    OwnStunServer own = options.ownStun().get();
    stun = new StunBindingServer(vertx, own.listen(), System::nanoTime, new SecureRandom());
    return stun.start().map(server -> options.plusStunUrl(own.url(server.port())));
  }

  private Future<?> register(TurnOptions effective) {
    TurnCredentialService service =
        new TurnCredentialService(effective, new RedisCredentialStore(redis), clock);
    return new RequestDispatcher(Addresses.TURN)
        .on(IssueTurnCredentials.class, service::issue)
        .register(vertx.eventBus())
        .onSuccess(registered -> consumer = registered);
  }

  /** Takes no more requests, then closes what it opened. */
  @Override
  public Future<?> stop() {
    return consumer.unregister().transform(done -> release());
  }

  private Future<?> release() {
    return Future.join(
        redis == null ? Future.succeededFuture() : redis.close(),
        stun == null ? Future.succeededFuture() : stun.close());
  }
}
