package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.pairing.PairingVerticle;
import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import java.util.Set;

/** Serves pairings. */
public final class PairingRole implements Role {

  @Override
  public RoleName name() {
    return RoleName.PAIRING;
  }

  @Override
  public Set<Store> needs() {
    return Set.of(Store.REDIS, Store.POSTGRES);
  }

  @Override
  public Future<RunningRole> deploy(RoleContext context) {
    StoreFactory stores = context.stores().factory();
    return context.deploy(() -> new PairingVerticle(stores), 1);
  }
}
