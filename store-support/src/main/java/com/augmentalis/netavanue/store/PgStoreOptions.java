package com.augmentalis.netavanue.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach PostgreSQL and how long to wait for it.
 *
 * @param host host name or address
 * @param port TCP port
 * @param database the database's name
 * @param user who to log in as
 * @param password the user's password, or empty
 * @param poolSize most connections of one store, that is of one verticle instance
 * @param pipeliningLimit most statements under way on one connection
 * @param maxWaiting most statements that wait for a connection; more fail at once
 * @param connectTimeout how long one attempt to connect may take
 * @param queryTimeout how long a statement may take
 */
public record PgStoreOptions(
    String host,
    int port,
    String database,
    String user,
    String password,
    int poolSize,
    int pipeliningLimit,
    int maxWaiting,
    Duration connectTimeout,
    Duration queryTimeout) {

  public static final int DEFAULT_POOL_SIZE = 2;
  public static final int DEFAULT_PIPELINING_LIMIT = 64;
  public static final int DEFAULT_MAX_WAITING = 4_096;
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);
  public static final Duration DEFAULT_QUERY_TIMEOUT = Duration.ofSeconds(2);

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public PgStoreOptions {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(user, "user");
    password = Objects.requireNonNullElse(password, "");
    requireRange("port", port, 1, 65_535);
    requireRange("poolSize", poolSize, 1, 1_000);
    requireRange("pipeliningLimit", pipeliningLimit, 1, 10_000);
    requireRange("maxWaiting", maxWaiting, 1, 1_000_000);
    RedisStoreOptions.requirePositive("connectTimeout", connectTimeout);
    RedisStoreOptions.requirePositive("queryTimeout", queryTimeout);
  }

  /** Defaults for a database at this place. */
  public static PgStoreOptions of(
      String host, int port, String database, String user, String password) {
    return new PgStoreOptions(
        host,
        port,
        database,
        user,
        password,
        DEFAULT_POOL_SIZE,
        DEFAULT_PIPELINING_LIMIT,
        DEFAULT_MAX_WAITING,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_QUERY_TIMEOUT);
  }

  /**
   * Defaults for a database at {@code postgresql://user[:password]@host[:port]/database}.
   *
   * @throws IllegalArgumentException when it is no such address; the message holds no password
   */
  public static PgStoreOptions ofUri(String uri) {
    URI parsed;
    try {
      parsed = URI.create(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Not of the form postgresql://user:password@host:port/database");
    }
    boolean postgres =
        "postgresql".equals(parsed.getScheme()) || "postgres".equals(parsed.getScheme());
    String path = parsed.getPath();
    if (!postgres
        || parsed.getHost() == null
        || parsed.getRawUserInfo() == null
        || path == null
        || path.length() < 2) {
      throw new IllegalArgumentException(
          "Not of the form postgresql://user:password@host:port/database");
    }
    String[] login = parsed.getRawUserInfo().split(":", 2);
    return of(
        parsed.getHost(),
        parsed.getPort() < 0 ? 5432 : parsed.getPort(),
        path.substring(1),
        decode(login[0]),
        login.length < 2 ? "" : decode(login[1]));
  }

  /** The same with {@code poolSize} as given. */
  public PgStoreOptions withPoolSize(int value) {
    return new PgStoreOptions(
        host,
        port,
        database,
        user,
        password,
        value,
        pipeliningLimit,
        maxWaiting,
        connectTimeout,
        queryTimeout);
  }

  /** The same with {@code port} as given. */
  public PgStoreOptions withPort(int value) {
    return new PgStoreOptions(
        host,
        value,
        database,
        user,
        password,
        poolSize,
        pipeliningLimit,
        maxWaiting,
        connectTimeout,
        queryTimeout);
  }

  /** The same with {@code connectTimeout} and {@code queryTimeout} as given. */
  public PgStoreOptions withTimeouts(Duration connect, Duration query) {
    return new PgStoreOptions(
        host,
        port,
        database,
        user,
        password,
        poolSize,
        pipeliningLimit,
        maxWaiting,
        connect,
        query);
  }

  /** The JDBC address, as {@link Migrations} wants it. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ':' + port + '/' + database;
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return "PgStoreOptions[" + user + '@' + host + ':' + port + '/' + database + ']';
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
    }
  }
}
