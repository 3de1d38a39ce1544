package com.augmentalis.netavanue.server.config;

import com.augmentalis.netavanue.store.PgStoreOptions;
import com.augmentalis.netavanue.store.RedisStoreOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a process was told, validated as a whole by {@link ConfigLoader}. Immutable, and
 * the only way in which configuration reaches the rest of the program. No {@code toString} of it
 * shows a secret.
 *
 * @param http where devices and operators connect
 * @param roles what this process does, never empty
 * @param cluster how processes find each other
 * @param stores outside stores, or where the embedded ones live
 * @param auth what devices must prove
 * @param turn TURN and STUN
 * @param limits bounds on what a peer may do
 * @param rates rates at which a peer may do it
 * @param shutdown how long stopping may take
 * @param threads event loops and transport
 * @param log shape and amount of log lines
 */
public record ServerConfig(
    Http http,
    Set<RoleName> roles,
    Cluster cluster,
    Stores stores,
    AuthMode auth,
    Turn turn,
    Limits limits,
    Rates rates,
    Shutdown shutdown,
    Threads threads,
    Log log) {

  /**
   * Where devices and operators connect.
   *
   * @param host bind address
   * @param port 0 takes any free port
   * @param allowedOrigins origins beside the server's own; a single {@code *} allows all
   * @param page whether the page is served
   */
  public record Http(String host, int port, List<String> allowedOrigins, boolean page) {}

  /**
   * How processes find each other.
   *
   * @param enabled whether the event bus is clustered
   * @param members {@code host:port} of others that may be there already
   * @param host bind address of member and bus traffic
   * @param publicHost address that is told to other members
   * @param port member port
   * @param busPort event bus port, 0 for any
   */
  public record Cluster(
      boolean enabled,
      List<String> members,
      String host,
      String publicHost,
      int port,
      int busPort) {}

  /**
   * The stores. Embedded mode is the absence of outside stores: {@link #embedded()}.
   *
   * @param redis outside Redis
   * @param postgres outside PostgreSQL
   * @param dataDir directory of the embedded stores; present exactly in embedded mode
   * @param fresh whether to empty the embedded stores first
   * @param postgresPoolSize most connections that each role opens
   */
  public record Stores(
      Optional<Redis> redis,
      Optional<Postgres> postgres,
      Optional<Path> dataDir,
      boolean fresh,
      int postgresPoolSize) {
    /** Whether this process runs its own PostgreSQL and Redis. */
    public boolean embedded() {
      return dataDir.isPresent();
    }
  }

  /**
   * A Redis.
   *
   * @param url {@code redis://host:port[/db]} or {@code rediss://}, without user and password
   * @param user of Redis's access lists
   * @param password secret
   */
  public record Redis(URI url, Optional<String> user, Optional<String> password) {
    /** The options that reach it; their text holds the password. */
    public RedisStoreOptions options() {
      String login = user.map(ServerConfig::encode).orElse("");
      String userInfo = password.map(secret -> login + ":" + encode(secret) + "@").orElse("");
      String text = url.toString();
      int host = text.indexOf("://") + 3;
      return RedisStoreOptions.of(text.substring(0, host) + userInfo + text.substring(host));
    }

    @Override
    public String toString() {
      return "Redis[" + url + "]";
    }
  }

  /**
   * A PostgreSQL.
   *
   * @param url {@code postgresql://host:port/database}, without user and password
   * @param user user name
   * @param password secret
   */
  public record Postgres(URI url, String user, Optional<String> password) {
    private static final int DEFAULT_PORT = 5432;

    /** The options that reach it, with a pool of this size. */
    public PgStoreOptions options(int poolSize) {
      int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
      return PgStoreOptions.of(
              url.getHost(), port, url.getPath().substring(1), user, password.orElse(""))
          .withPoolSize(poolSize);
    }

    @Override
    public String toString() {
      return "Postgres[" + url + " as " + user + "]";
    }
  }

  /**
   * TURN and STUN.
   *
   * @param domain host of the TURN server; without it there is no TURN
   * @param secrets shared with the TURN server, the first signs; empty exactly when there is no
   *     domain
   * @param ttl validity of credentials
   * @param port STUN and TURN over UDP and TCP
   * @param tlsPort TURN over TLS
   * @param stunPort port of our own STUN server, 0 for any free one; absent when it is off
   */
  public record Turn(
      Optional<String> domain,
      List<String> secrets,
      Duration ttl,
      int port,
      int tlsPort,
      Optional<Integer> stunPort) {
    @Override
    public String toString() {
      return "Turn[domain=" + domain + ", ttl=" + ttl + ", stunPort=" + stunPort + "]";
    }
  }

  /**
   * Bounds on what a peer may do.
   *
   * @param maxPayload bytes of one packet
   * @param attachments binary attachments of one packet
   * @param signalingPayload bytes of one signaling message
   * @param eventName characters of an event's name
   * @param outboundBuffer bytes that may wait for one slow client
   * @param connectTimeout time to join a namespace
   * @param pingInterval time between pings
   * @param pingTimeout time to answer one
   * @param grace time to come back to a session
   */
  public record Limits(
      int maxPayload,
      int attachments,
      int signalingPayload,
      int eventName,
      int outboundBuffer,
      Duration connectTimeout,
      Duration pingInterval,
      Duration pingTimeout,
      Duration grace) {}

  /**
   * Rates a second at which a peer may send.
   *
   * @param socketRelays relays of one socket
   * @param socketRequests other requests of one socket
   * @param burstSeconds seconds' worth that may come at once
   */
  public record Rates(int socketRelays, int socketRequests, int burstSeconds) {}

  /**
   * How long stopping may take.
   *
   * @param deadline time after which the process ends whatever is left
   */
  public record Shutdown(Duration deadline) {}

  /**
   * Threads and transport.
   *
   * @param eventLoops event loop threads
   * @param gatewayInstances gateway verticles
   * @param nativeTransport whether epoll may be used
   */
  public record Threads(int eventLoops, int gatewayInstances, boolean nativeTransport) {}

  /**
   * Log lines.
   *
   * @param format for people or for machines
   * @param level least severe level
   */
  public record Log(LogFormat format, LogLevel level) {}

  /**
   * The same configuration with another HTTP port: the real one when any free one was asked for.
   */
  public ServerConfig withHttpPort(int port) {
    return new ServerConfig(
        new Http(http.host(), port, http.allowedOrigins(), http.page()),
        roles,
        cluster,
        stores,
        auth,
        turn,
        limits,
        rates,
        shutdown,
        threads,
        log);
  }

  // Percent-encoding, where a form's plus for a space would be taken literally.
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
