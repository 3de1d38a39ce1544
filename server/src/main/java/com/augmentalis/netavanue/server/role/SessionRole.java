package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.session.SessionOptions;
import com.augmentalis.netavanue.session.SessionVerticle;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import java.util.Set;

/** Serves sessions. The development licences hold on embedded stores only. */
public final class SessionRole implements Role {

  @Override
  public RoleName name() {
    return RoleName.SESSION;
  }

  @Override
  public Set<Store> needs() {
    return Set.of(Store.REDIS, Store.POSTGRES);
  }

  @Override
  public Future<RunningRole> deploy(RoleContext context) {
    ServerConfig config = context.config();
    SessionOptions options =
        SessionOptions.DEFAULTS
            .withGrace(config.limits().grace())
            .withSeedDevelopmentLicenses(config.stores().embedded());
    StoreFactory stores = context.stores().factory();
    return context.deploy(() -> new SessionVerticle(stores, options), 1);
  }
}
