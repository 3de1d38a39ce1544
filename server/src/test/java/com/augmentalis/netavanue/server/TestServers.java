package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.ConfigException;
import com.augmentalis.netavanue.server.config.ConfigLoader;
import com.augmentalis.netavanue.store.Migrations;
import java.util.Map;
import java.util.Optional;

/** Servers as the program makes them, for tests in other packages. */
public final class TestServers {

  private TestServers() {}

  /** A server with every role, configured by flags alone. */
  public static Server create(Map<String, String> flags) throws ConfigException {
    return create(flags, Map.of());
  }

  /** A server with every role, configured by flags and environment. */
  public static Server create(Map<String, String> flags, Map<String, String> environment)
      throws ConfigException {
    return new Server(
        new ConfigLoader(environment, Runtime.getRuntime().availableProcessors())
            .load(flags, Optional.empty()),
        Roles.all(),
        Migrations::run);
  }
}
