package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import com.augmentalis.netavanue.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL and the Redis of the embedded mode, running; one that dies is started again.
 * Started and closed by blocking calls; owns the data directory's lock until closed.
 */
public final class EmbeddedStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStores.class);

  private final DataDirectory directory;
  private final String password;
  private final SupervisedStore postgres;
  private final SupervisedStore redis;

  private EmbeddedStores(
      DataDirectory directory, String password, SupervisedStore postgres, SupervisedStore redis) {
    this.directory = directory;
    this.password = password;
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Starts both stores at the same time, after ending those that a killed predecessor left behind.
   *
   * @param path data directory
   * @param fresh whether to empty the stores first
   * @param random source of the password of a new data directory
   * @param executor runs one of the two starts
   * @throws StartException when they cannot start; nothing is left running then
   */
  public static EmbeddedStores start(
      Path path, boolean fresh, SecureRandom random, Executor executor) throws StartException {
    Platform platform = Platform.current();
    DataDirectory directory = DataDirectory.open(path);
    try {
      return start(directory, platform, fresh, random, executor);
    } catch (IOException e) {
      close(directory);
      throw new StartException(
          "cannot start the embedded stores in " + path + ": " + IoText.of(e), e);
    } catch (StartException e) {
      close(directory);
      throw e;
    }
  }

  private static EmbeddedStores start(
      DataDirectory directory,
      Platform platform,
      boolean fresh,
      SecureRandom random,
      Executor executor)
      throws StartException, IOException {
    Path root = directory.root();
    ChildRecords records = new ChildRecords(root);
    List<String> ended =
        records.endOrphans(
            Map.of(EmbeddedPostgres.pidFile(root), "INT", EmbeddedRedis.pidFile(root), "TERM"));
    if (!ended.isEmpty()) {
      LOG.info("ended what a killed run had left behind: {}", String.join(", ", ended));
    }
    if (fresh) {
      directory.empty();
    }
    String password = StoreSecrets.password(directory.directory("secrets"), random);
    Programs programs = new Programs(directory.directory("programs"), platform);
    EmbeddedRedis redis = new EmbeddedRedis(programs, platform, directory, records, password);
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(programs, platform, directory, records, password);
    CompletableFuture<SupervisedStore> redisStart =
        async(() -> SupervisedStore.start(redis), executor);
    SupervisedStore runningPostgres;
    try {
      runningPostgres = SupervisedStore.start(postgres);
    } catch (StartException | IOException | RuntimeException e) {
      closeIfStarted(redisStart);
      throw e;
    }
    try {
      return new EmbeddedStores(directory, password, runningPostgres, await(redisStart));
    } catch (StartException | IOException | RuntimeException e) {
      runningPostgres.close();
      throw e;
    }
  }

  /** Where services find the Redis. */
  public ServerConfig.Redis redis() {
    return new ServerConfig.Redis(
        EmbeddedRedis.url(redis.port()), Optional.empty(), Optional.of(password));
  }

  /** Where services find the PostgreSQL. */
  public ServerConfig.Postgres postgres() {
    return new ServerConfig.Postgres(
        EmbeddedPostgres.url(postgres.port()), EmbeddedPostgres.USER, Optional.of(password));
  }

  /** The store processes as they are now, by name. */
  Map<String, ProcessHandle> processes() {
    return Map.of("postgres", postgres.handle(), "redis", redis.handle());
  }

  /** Stops both stores and releases the data directory. Blocks for seconds at most. */
  @Override
  public void close() {
    redis.close();
    postgres.close();
    close(directory);
  }

  private static void closeIfStarted(CompletableFuture<SupervisedStore> start) {
    try {
      await(start).close();
    } catch (StartException | IOException | RuntimeException e) {
      LOG.debug("redis did not start either", e);
    }
  }

  private static void close(DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      LOG.warn("cannot release the lock of {}", directory.root(), e);
    }
  }

  private static <T> CompletableFuture<T> async(Callable<T> start, Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return start.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  private static <T> T await(CompletableFuture<T> start) throws StartException, IOException {
    try {
      return start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartException cause) {
        throw cause;
      }
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
