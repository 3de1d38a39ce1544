package com.augmentalis.netavanue.store;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach Redis and how long to wait for it.
 *
 * @param uri {@code redis://[user:password@]host:port[/db]}, or {@code rediss://} for TLS
 * @param cluster whether the address is that of a node of a Redis Cluster
 * @param maxInFlight most commands sent and not yet answered; more fail at once
 * @param connectTimeout how long one attempt to connect may take
 * @param commandTimeout how long a reply may take before the connection is given up
 * @param minBackoff pause after the first failed attempt to connect; it doubles with each other
 * @param maxBackoff longest pause between attempts
 */
public record RedisStoreOptions(
    String uri,
    boolean cluster,
    int maxInFlight,
    Duration connectTimeout,
    Duration commandTimeout,
    Duration minBackoff,
    Duration maxBackoff) {

  public static final int DEFAULT_MAX_IN_FLIGHT = 16_384;
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);
  public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(1);
  public static final Duration DEFAULT_MIN_BACKOFF = Duration.ofMillis(50);
  public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofSeconds(2);

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public RedisStoreOptions {
    URI parsed = URI.create(Objects.requireNonNull(uri, "uri"));
    if (!"redis".equals(parsed.getScheme()) && !"rediss".equals(parsed.getScheme())) {
      throw new IllegalArgumentException("Redis uri must begin with redis:// or rediss://");
    }
    if (parsed.getHost() == null) {
      throw new IllegalArgumentException("Redis uri names no host");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight must be at least 1, is " + maxInFlight);
    }
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("commandTimeout", commandTimeout);
    requirePositive("minBackoff", minBackoff);
    if (maxBackoff.compareTo(minBackoff) < 0) {
      throw new IllegalArgumentException("maxBackoff must not be below minBackoff");
    }
  }

  /** Defaults for a Redis at this address. */
  public static RedisStoreOptions of(String uri) {
    return new RedisStoreOptions(
        uri,
        false,
        DEFAULT_MAX_IN_FLIGHT,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_COMMAND_TIMEOUT,
        DEFAULT_MIN_BACKOFF,
        DEFAULT_MAX_BACKOFF);
  }

  /** The same with {@code cluster} as given. */
  public RedisStoreOptions withCluster(boolean value) {
    return new RedisStoreOptions(
        uri, value, maxInFlight, connectTimeout, commandTimeout, minBackoff, maxBackoff);
  }

  /** The same with {@code maxInFlight} as given. */
  public RedisStoreOptions withMaxInFlight(int value) {
    return new RedisStoreOptions(
        uri, cluster, value, connectTimeout, commandTimeout, minBackoff, maxBackoff);
  }

  /** The same with {@code connectTimeout} and {@code commandTimeout} as given. */
  public RedisStoreOptions withTimeouts(Duration connect, Duration command) {
    return new RedisStoreOptions(
        uri, cluster, maxInFlight, connect, command, minBackoff, maxBackoff);
  }

  /** The address without user and password, for logs. */
  public String displayAddress() {
    URI parsed = URI.create(uri);
    return parsed.getHost() + ":" + (parsed.getPort() < 0 ? 6379 : parsed.getPort());
  }

  /** Leaves out the uri, which may hold a password. */
  @Override
  public String toString() {
    return "RedisStoreOptions[" + displayAddress() + ", cluster=" + cluster + "]";
  }

  static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 ms, is " + value);
    }
  }
}
