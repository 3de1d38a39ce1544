package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.session.bus.BusEventPublisher;
import com.augmentalis.netavanue.session.bus.BusLicenseAuthority;
import com.augmentalis.netavanue.session.license.DevelopmentLicenses;
import com.augmentalis.netavanue.session.license.LicenseGate;
import com.augmentalis.netavanue.session.license.LicenseStore;
import com.augmentalis.netavanue.session.pg.PgHistoryStore;
import com.augmentalis.netavanue.session.pg.PgLicenseStore;
import com.augmentalis.netavanue.session.redis.RedisDeadlineStore;
import com.augmentalis.netavanue.session.redis.RedisInviteStore;
import com.augmentalis.netavanue.session.redis.RedisLicenseCache;
import com.augmentalis.netavanue.session.redis.RedisSeatStore;
import com.augmentalis.netavanue.session.redis.RedisSessionStore;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The session service at {@link Addresses#SESSION}. Any number of instances may run, in any number
 * of processes; each has connections of its own.
 */
public final class SessionVerticle extends VerticleBase {

  private final StoreFactory stores;
  private final SessionOptions options;
  private final Clock clock;
  private RedisStore redis;
  private PgStore postgres;
  private MessageConsumer<?> consumer;
  private HistoryWriter history;
  private DeadlineSweeper sweeper;

  /** A service on the system's clock. */
  public SessionVerticle(StoreFactory stores, SessionOptions options) {
    this(stores, options, Clock.systemUTC());
  }

  /**
   * @param stores where its stores are
   * @param options how it behaves
   * @param clock what it takes for the time
   */
  public SessionVerticle(StoreFactory stores, SessionOptions options, Clock clock) {
    this.stores = Objects.requireNonNull(stores, "stores");
    this.options = Objects.requireNonNull(options, "options");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Future<?> start() {
    postgres = stores.createPostgres(vertx);
    return postgres
        .warmUp()
        .compose(ready -> stores.openRedis(vertx))
        .compose(
            opened -> {
              redis = opened;
              LicenseStore licenses = new PgLicenseStore(postgres);
              SessionService service = assemble(licenses);
              Future<Void> seeded =
                  options.seedDevelopmentLicenses()
                      ? DevelopmentLicenses.seed(licenses)
                      : Future.succeededFuture();
              return seeded.compose(v -> dispatcher(service).register(vertx.eventBus()));
            })
        .onSuccess(
            registered -> {
              consumer = registered;
              every(options.sweepInterval().toMillis(), sweeper::sweep);
              every(options.flushInterval().toMillis(), history::flush);
            })
        .recover(failure -> closeStores().transform(done -> Future.failedFuture(failure)));
  }

  /** Takes no more requests, writes what is still to be written, and closes the connections. */
  @Override
  public Future<?> stop() {
    return consumer
        .unregister()
        .transform(done -> history.flush())
        .transform(done -> closeStores());
  }

  private Future<?> closeStores() {
    return Future.join(redis == null ? Future.succeededFuture() : redis.close(), postgres.close());
  }

  private SessionService assemble(LicenseStore licenses) {
    RedisSessionStore sessions =
        new RedisSessionStore(
            redis,
            clock,
            new RedisSessionStore.Settings(
                options.eventsKept(),
                options.hubMargin(),
                ChangeEffects.ENDED_MEMORY.toMillis(),
                SessionFactory.RETENTION.toMillis()));
    InviteStore invites = new RedisInviteStore(redis);
    DeadlineStore deadlines = new RedisDeadlineStore(redis, clock, options.claimHold());
    Seats seats = new Seats(new RedisSeatStore(redis, clock, Seats.LIMIT), sessions, clock);
    LicenseGate gate =
        new LicenseGate(
            new RedisLicenseCache(redis),
            new BusLicenseAuthority(vertx.eventBus(), options.licenseTimeout()),
            licenses,
            clock,
            options.seedDevelopmentLicenses());
    history = new HistoryWriter(new PgHistoryStore(postgres), clock, options.historyBacklog());
    ChangeEffects effects =
        new ChangeEffects(
            new BusEventPublisher(vertx.eventBus(), options.publishTimeout()),
            history,
            seats,
            deadlines,
            sessions,
            invites,
            clock);
    sweeper =
        new DeadlineSweeper(deadlines, sessions, effects, history, clock, options.outageQuiet());
    SessionFactory factory =
        new SessionFactory(
            sessions, invites, deadlines, seats, gate, history, clock, new SecureRandom());
    return new SessionService(
        sessions, factory, invites, deadlines, seats, effects, clock, options.grace());
  }

  private static RequestDispatcher dispatcher(SessionService service) {
    return new RequestDispatcher(Addresses.SESSION)
        .on(CreateSession.class, service::create)
        .on(JoinSession.class, service::join)
        .on(LeaveSession.class, service::leave)
        .on(DisconnectMember.class, service::disconnect)
        .on(UpdateScore.class, service::updateScore)
        .on(FetchSession.class, service::fetch)
        .on(FetchEvents.class, service::fetchEvents);
  }

  private void every(long millis, Supplier<Future<Void>> task) {
    vertx.setPeriodic(millis, id -> ChangeEffects.observe(task.get()));
  }
}
