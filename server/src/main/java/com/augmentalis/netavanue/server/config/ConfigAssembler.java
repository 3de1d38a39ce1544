package com.augmentalis.netavanue.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the records from parsed values, filling in the defaults that depend on other settings. */
final class ConfigAssembler {
  private final ConfigValues values;
  private final Map<String, String> environment;
  private final int processors;
  private final boolean embedded;

  ConfigAssembler(ConfigValues values, Map<String, String> environment, int processors) {
    this.values = values;
    this.environment = environment;
    this.processors = processors;
    this.embedded = !values.isGiven(Settings.REDIS_URL) && !values.isGiven(Settings.POSTGRES_URL);
  }

  ServerConfig assemble(List<String> problems) {
    new ConfigRules(values, embedded, problems).check();
    return new ServerConfig(
        http(),
        values.get(Settings.ROLES),
        cluster(),
        stores(),
        values.find(Settings.AUTH_MODE).orElse(AuthMode.COMPATIBLE),
        turn(),
        limits(),
        rates(),
        shutdown(),
        threads(),
        new ServerConfig.Log(values.get(Settings.LOG_FORMAT), values.get(Settings.LOG_LEVEL)));
  }

  private ServerConfig.Http http() {
    return new ServerConfig.Http(
        values.get(Settings.HTTP_HOST),
        values.get(Settings.HTTP_PORT),
        values.find(Settings.HTTP_ALLOWED_ORIGINS).orElse(List.of()),
        values.find(Settings.PAGE).orElse(embedded));
  }

  private ServerConfig.Cluster cluster() {
    String host = values.get(Settings.CLUSTER_HOST);
    return new ServerConfig.Cluster(
        values.get(Settings.CLUSTER_ENABLED),
        values.find(Settings.CLUSTER_MEMBERS).orElse(List.of()),
        host,
        values.find(Settings.CLUSTER_PUBLIC_HOST).orElse(host),
        values.get(Settings.CLUSTER_PORT),
        values.get(Settings.CLUSTER_BUS_PORT));
  }

  private ServerConfig.Stores stores() {
    return new ServerConfig.Stores(
        values.find(Settings.REDIS_URL).map(this::redis),
        values.find(Settings.POSTGRES_URL).map(this::postgres),
        embedded
            ? Optional.of(
                values
                    .find(Settings.DATA_DIR)
                    .orElseGet(this::defaultDataDir)
                    .toAbsolutePath()
                    .normalize())
            : Optional.empty(),
        values.get(Settings.DATA_FRESH),
        values.get(Settings.POSTGRES_POOL_SIZE));
  }

  private ServerConfig.Redis redis(URI url) {
    Login login = Login.of(url);
    return new ServerConfig.Redis(
        login.bare(), login.user(), values.find(Settings.REDIS_PASSWORD).or(login::password));
  }

  private ServerConfig.Postgres postgres(URI url) {
    Login login = Login.of(url);
    return new ServerConfig.Postgres(
        login.bare(),
        values.find(Settings.POSTGRES_USER).or(login::user).orElse("netavanue"),
        values.find(Settings.POSTGRES_PASSWORD).or(login::password));
  }

  private Path defaultDataDir() {
    // The XDG base directory specification: an unset, empty or relative value is ignored.
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.startsWith("/")
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("netavanue");
  }

  private ServerConfig.Turn turn() {
    boolean stun = values.find(Settings.STUN_ENABLED).orElse(embedded);
    return new ServerConfig.Turn(
        values.find(Settings.TURN_DOMAIN),
        values.find(Settings.TURN_SECRETS).orElse(List.of()),
        values.get(Settings.TURN_TTL),
        values.get(Settings.TURN_PORT),
        values.get(Settings.TURN_TLS_PORT),
        stun ? Optional.of(values.get(Settings.STUN_PORT)) : Optional.empty());
  }

  private ServerConfig.Limits limits() {
    return new ServerConfig.Limits(
        values.get(Settings.MAX_PAYLOAD),
        values.get(Settings.MAX_ATTACHMENTS),
        values.get(Settings.MAX_SIGNALING_PAYLOAD),
        values.get(Settings.MAX_EVENT_NAME),
        values.get(Settings.OUTBOUND_BUFFER),
        values.get(Settings.CONNECT_TIMEOUT),
        values.get(Settings.PING_INTERVAL),
        values.get(Settings.PING_TIMEOUT),
        values.get(Settings.GRACE));
  }

  private ServerConfig.Rates rates() {
    return new ServerConfig.Rates(
        values.get(Settings.RATE_SOCKET_RELAYS),
        values.get(Settings.RATE_SOCKET_REQUESTS),
        values.get(Settings.RATE_BURST_SECONDS));
  }

  private ServerConfig.Shutdown shutdown() {
    return new ServerConfig.Shutdown(
        values.find(Settings.SHUTDOWN_DEADLINE).orElse(Duration.ofSeconds(embedded ? 10 : 28)));
  }

  private ServerConfig.Threads threads() {
    int loops = values.find(Settings.EVENT_LOOPS).orElse(processors);
    return new ServerConfig.Threads(
        loops,
        values.find(Settings.GATEWAY_INSTANCES).orElse(loops),
        values.get(Settings.NATIVE_TRANSPORT));
  }
}
