package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.BusRequest;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.CreateSession;
import com.augmentalis.netavanue.contract.session.JoinSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import com.augmentalis.netavanue.session.license.DevelopmentLicenses;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import com.augmentalis.netavanue.store.StoreCounters;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running session service on real stores, with its own clock and straight access to the stores.
 */
final class SessionTestBed implements AutoCloseable {

  /** Quick timers; all that is measured goes by the test's clock. */
  static final SessionOptions OPTIONS =
      new SessionOptions(
          Duration.ofSeconds(30),
          Duration.ofMillis(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          0,
          256,
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofMillis(10),
          1_000,
          true);

  private static final AtomicLong NEXT_EPOCH = new AtomicLong(1_790_000_000_000_001L);

  final Vertx vertx = Vertx.vertx();
  final MutableClock clock = new MutableClock(1_790_000_000_000L);
  final BusClient bus = new BusClient(vertx.eventBus());
  final StoreCounters counters = new StoreCounters();
  final RedisStore redis;
  final PgStore postgres;

  private final RedisStoreOptions redisOptions;
  private final PgStoreOptions postgresOptions;

  SessionTestBed(RedisStoreOptions redisOptions, PgStoreOptions postgresOptions) {
    this.redisOptions = redisOptions;
    this.postgresOptions = postgresOptions;
    this.redis = Await.await(RedisStore.open(vertx, redisOptions));
    this.postgres = PgStore.create(vertx, postgresOptions);
  }

  /** One instance with {@link #OPTIONS}. */
  SessionTestBed deploy() {
    return deploy(OPTIONS);
  }

  SessionTestBed deploy(SessionOptions options) {
    return deploy(options, redisOptions, postgresOptions);
  }

  /** One instance that reaches its stores at other places. */
  SessionTestBed deploy(
      SessionOptions options, RedisStoreOptions redisAt, PgStoreOptions postgresAt) {
    StoreFactory stores = new StoreFactory(redisAt, postgresAt, counters);
    Await.await(vertx.deployVerticle(new SessionVerticle(stores, options, clock)));
    return this;
  }

  GatewayRecorder gateway(String instance) {
    return GatewayRecorder.start(vertx, instance);
  }

  /** A registered device on a new socket of a gateway. */
  JoiningDevice device(String gateway, int score) {
    String fingerprint =
        UUID.randomUUID().toString().replace("-", "")
            + UUID.randomUUID().toString().replace("-", "");
    UUID id = UUID.randomUUID();
    Await.await(
        postgres.query(
            "INSERT INTO device_fingerprints (id, fingerprint, public_key, device_name, platform,"
                + " device_type) VALUES ($1, $2, 'key', 'a device', 'ANDROID', 'PHONE')",
            Tuple.of(id, fingerprint)));
    return new JoiningDevice(
        new Device(
            id.toString(), null, fingerprint, "a device", Platform.ANDROID, DeviceType.PHONE),
        newSocket(gateway),
        new CapabilityScore(score, false));
  }

  static SocketLocation newSocket(String gateway) {
    long epoch = NEXT_EPOCH.incrementAndGet();
    return new SocketLocation(gateway, "socket-" + epoch, epoch);
  }

  static JoiningDevice on(JoiningDevice device, SocketLocation location) {
    return new JoiningDevice(device.device(), location, device.score());
  }

  static JoiningDevice scored(JoiningDevice device, int score, boolean batteryLow) {
    return new JoiningDevice(
        device.device(), device.location(), new CapabilityScore(score, batteryLow));
  }

  static String fingerprint(JoiningDevice device) {
    return device.device().fingerprint();
  }

  <R> R call(BusRequest<R> request) {
    return Await.await(bus.request(request));
  }

  Future<SessionState> create(JoiningDevice host, LicenseTier tier) {
    return bus.request(
        new CreateSession(host, DevelopmentLicenses.token(tier), SessionType.CALL, Topology.STAR));
  }

  Future<SessionState> join(SessionState session, JoiningDevice guest) {
    return bus.request(new JoinSession(session.inviteCode(), guest));
  }

  /** Sends one command to Redis. */
  Response redis(Command command, Object... args) {
    Request request = Request.cmd(command);
    for (Object arg : args) {
      request.arg(arg.toString());
    }
    return Await.await(redis.send(request));
  }

  RowSet<Row> sql(String text, Object... args) {
    Tuple tuple = Tuple.tuple();
    for (Object arg : args) {
      tuple.addValue(arg);
    }
    return Await.await(postgres.query(text, tuple));
  }

  @Override
  public void close() {
    Await.await(redis.close());
    Await.await(postgres.close());
    Await.await(vertx.close());
  }
}
