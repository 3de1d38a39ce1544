package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.device.BindDevice;
import com.augmentalis.netavanue.contract.device.DeviceRegistered;
import com.augmentalis.netavanue.contract.device.RegisterDevice;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import com.augmentalis.netavanue.device.pg.PgDeviceRegistry;
import com.augmentalis.netavanue.device.redis.RedisCapabilityStore;
import com.augmentalis.netavanue.device.redis.RedisDeviceDirectory;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.Objects;

/**
 * Runs the device service. Any number of instances may be deployed, in one process or many; each
 * has its own connections to the stores.
 */
public final class DeviceVerticle extends VerticleBase {

  private final StoreFactory stores;
  private final Clock clock;
  private MessageConsumer<Buffer> consumer;
  private RedisStore redis;
  private PgStore postgres;
  private PgDeviceRegistry registry;

  /** A service on the system's clock. */
  public DeviceVerticle(StoreFactory stores) {
    this(stores, Clock.systemUTC());
  }

  /**
   * @param stores where its stores are
   * @param clock what it takes for the time
   */
  public DeviceVerticle(StoreFactory stores, Clock clock) {
    this.stores = Objects.requireNonNull(stores, "stores");
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
              registry = new PgDeviceRegistry(vertx, postgres);
              return register(
                  new DeviceService(
                      registry,
                      new RedisDeviceDirectory(redis),
                      new RedisCapabilityStore(redis),
                      this::publish,
                      clock));
            })
        .recover(failure -> closeStores().transform(done -> Future.failedFuture(failure)));
  }

  private Future<?> register(DeviceService service) {
    return new RequestDispatcher(Addresses.DEVICE)
        .on(RegisterDevice.class, service::register)
        .on(BindDevice.class, service::bind)
        .on(UnbindDevice.class, service::unbind)
        .on(ScoreCapabilities.class, service::score)
        .register(vertx.eventBus())
        .onSuccess(registered -> consumer = registered);
  }

  private void publish(DeviceRegistered event) {
    vertx
        .eventBus()
        .publish(
            Addresses.event("device", DeviceRegistered.WHAT), ContractJson.encodeObject(event));
  }

  /** Takes no more requests, writes what is still to be written, and closes the connections. */
  @Override
  public Future<?> stop() {
    return consumer
        .unregister()
        .transform(done -> registry.flush())
        .transform(done -> closeStores());
  }

  private Future<?> closeStores() {
    return Future.join(redis == null ? Future.succeededFuture() : redis.close(), postgres.close());
  }
}
