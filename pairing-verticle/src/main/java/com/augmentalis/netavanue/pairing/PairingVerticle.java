package com.augmentalis.netavanue.pairing;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.pairing.ListPairings;
import com.augmentalis.netavanue.pairing.pg.PgPairingStore;
import com.augmentalis.netavanue.store.PgStore;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Objects;

/**
 * Runs the pairing service. Any number of instances may be deployed, in one process or many; each
 * has its own connections to PostgreSQL.
 */
public final class PairingVerticle extends VerticleBase {

  private final StoreFactory stores;
  private MessageConsumer<?> consumer;
  private PgStore postgres;

  /**
   * @param stores where its stores are
   */
  public PairingVerticle(StoreFactory stores) {
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  @Override
  public Future<?> start() {
    postgres = stores.createPostgres(vertx);
    PairingService service = new PairingService(new PgPairingStore(postgres));
    return new RequestDispatcher(Addresses.PAIRING)
        .on(ListPairings.class, service::list)
        .register(vertx.eventBus())
        .onSuccess(registered -> consumer = registered)
        .recover(failure -> postgres.close().transform(done -> Future.failedFuture(failure)));
  }

  /** Takes no more requests, then closes the connections. */
  @Override
  public Future<?> stop() {
    return consumer.unregister().transform(done -> postgres.close());
  }
}
