package com.augmentalis.netavanue.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on a free port of 127.0.0.1 that keeps nothing on disk. */
public final class EmbeddedRedis {

  private static final int START_ATTEMPTS = 5;

  private final int port;
  private RedisServer server;

  private EmbeddedRedis(int port) {
    this.port = port;
  }

  /** Starts one; it ends with the JVM at the latest. */
  public static EmbeddedRedis start() {
    for (int attempt = 1; ; attempt++) {
      EmbeddedRedis redis = new EmbeddedRedis(freePort());
      try {
        redis.up();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::down));
        return redis;
      } catch (RuntimeException e) {
        // Another process can take the port in between.
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Stops it; its data are lost. */
  public synchronized void down() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /** Starts it again, empty, on the same port. */
  public synchronized void up() {
    if (server == null) {
      RedisServer starting =
          RedisServer.builder()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      starting.start();
      server = starting;
    }
  }

  /** Its TCP port. */
  public int port() {
    return port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
