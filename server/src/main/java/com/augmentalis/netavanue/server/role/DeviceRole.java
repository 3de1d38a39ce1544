package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.device.DeviceVerticle;
import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.store.StoreFactory;
import io.vertx.core.Future;
import java.util.Set;

/** Serves the device registry, the directory and capabilities. */
public final class DeviceRole implements Role {

  @Override
  public RoleName name() {
    return RoleName.DEVICE;
  }

  @Override
  public Set<Store> needs() {
    return Set.of(Store.REDIS, Store.POSTGRES);
  }

  @Override
  public Future<RunningRole> deploy(RoleContext context) {
    StoreFactory stores = context.stores().factory();
    return context.deploy(() -> new DeviceVerticle(stores), 1);
  }
}
