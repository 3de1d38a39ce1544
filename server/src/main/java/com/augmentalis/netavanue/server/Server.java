package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.cluster.VertxFactory;
import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.server.embedded.EmbeddedStores;
import com.augmentalis.netavanue.server.health.HealthMonitor;
import com.augmentalis.netavanue.server.health.HealthRoutes;
import com.augmentalis.netavanue.server.health.Phase;
import com.augmentalis.netavanue.server.http.OperatorRoutes;
import com.augmentalis.netavanue.server.http.OperatorVerticle;
import com.augmentalis.netavanue.server.http.StaticAssets;
import com.augmentalis.netavanue.server.role.Role;
import com.augmentalis.netavanue.server.role.RoleContext;
import com.augmentalis.netavanue.server.role.RoleDeployer;
import com.augmentalis.netavanue.server.role.Store;
import com.augmentalis.netavanue.server.role.StoreOptions;
import com.augmentalis.netavanue.store.PgStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process from start to end: stores, Vert.x, schema, roles, and all of it back again. {@link
 * #start} and {@link #stop} block and are called by one thread each; stop may come while start is
 * under way.
 */
public final class Server {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final long START_PATIENCE_SECONDS = 60;
  private static final long INTERRUPT_PATIENCE_SECONDS = 6;

  /** The steps of a stop share its deadline, so that one that hangs does not keep the stores up. */
  private static final int STOP_STEPS = 4;

  private final ServerConfig config;
  private final RoleDeployer deployer;
  private final Consumer<PgStoreOptions> migration;
  private final ClassLoader assets;

  private final CountDownLatch startEnded = new CountDownLatch(1);
  private volatile Thread starter;
  private volatile boolean stopping;
  private volatile Vertx vertx;
  private volatile EmbeddedStores embedded;
  private volatile StoreOptions stores;
  private volatile StoreProbes probes;
  private volatile HealthMonitor health;

  /**
   * Creates a server that has done nothing yet.
   *
   * @param config what to do
   * @param roles every role that this program knows
   * @param migration brings the database's schema up to date; blocks
   */
  public Server(ServerConfig config, List<Role> roles, Consumer<PgStoreOptions> migration) {
    this.config = config;
    this.deployer = new RoleDeployer(roles, config.roles());
    this.migration = migration;
    this.assets = Server.class.getClassLoader();
  }

  /**
   * Starts everything.
   *
   * @return the URL under which it is ready
   * @throws StartException when it cannot; whatever was started is left to {@link #stop}
   */
  public String start() throws StartException {
    starter = Thread.currentThread();
    try {
      if (stopping) {
        throw new StartException("the start was interrupted");
      }
      return startAll();
    } finally {
      startEnded.countDown();
    }
  }

  private String startAll() throws StartException {
    int port = HttpPort.reserve(config.http());
    ServerConfig actual = config.withHttpPort(port);
    ExecutorService executor = Executors.newFixedThreadPool(4, Server::startThread);
    try {
      CompletableFuture<Void> vertxStart =
          CompletableFuture.runAsync(() -> vertx = await(VertxFactory.create(actual)), executor);
      CompletableFuture<StaticAssets> page = CompletableFuture.supplyAsync(this::page, executor);
      stores = openStores(actual, executor);
      CompletableFuture<Void> migrated = CompletableFuture.runAsync(this::migrate, executor);
      join(vertxStart);
      join(migrated);
      deploy(actual, join(page));
    } finally {
      executor.shutdownNow();
    }
    health.enter(Phase.RUNNING);
    return HttpPort.url(actual.http());
  }

  private StoreOptions openStores(ServerConfig actual, ExecutorService executor)
      throws StartException {
    ServerConfig.Stores outside = actual.stores();
    if (outside.dataDir().isEmpty()) {
      return StoreOptions.of(outside.redis(), outside.postgres(), outside.postgresPoolSize());
    }
    embedded =
        EmbeddedStores.start(
            outside.dataDir().get(), outside.fresh(), new SecureRandom(), executor);
    return StoreOptions.of(
        Optional.of(embedded.redis()),
        Optional.of(embedded.postgres()),
        outside.postgresPoolSize());
  }

  private void migrate() {
    if (deployer.needs().contains(Store.POSTGRES)) {
      PgStoreOptions database = stores.postgres().orElseThrow();
      try {
        migration.accept(database);
      } catch (RuntimeException e) {
        throw new CompletionException(
            new StartException("cannot prepare the schema in " + address(database) + reason(e), e));
      }
    }
  }

  private static String address(PgStoreOptions database) {
    return database.host() + ":" + database.port() + "/" + database.database() + ": ";
  }

  /** The first line of what lies beneath; the layers above repeat it in several. */
  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
  }

  private StaticAssets page() {
    try {
      return StaticAssets.load(assets, "webroot");
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void deploy(ServerConfig actual, StaticAssets page) throws StartException {
    probes = new StoreProbes(vertx, stores, deployer.needs());
    health = new HealthMonitor(vertx, probes.checks(), System::nanoTime);
    OperatorRoutes routes =
        new OperatorRoutes(
            new HealthRoutes(health), actual.http().page() ? Optional.of(page) : Optional.empty());
    RoleContext context = new RoleContext(vertx, actual, stores, routes);
    Future<Void> deployed =
        health
            .start()
            .compose(probed -> deployer.deploy(context))
            .compose(
                done ->
                    deployer.deploys(RoleName.GATEWAY)
                        ? Future.succeededFuture()
                        : vertx
                            .deployVerticle(new OperatorVerticle(actual.http(), routes))
                            .mapEmpty());
    try {
      await(deployed);
    } catch (CompletionException e) {
      throw startFailure(e.getCause());
    }
  }

  /**
   * Ends everything in order: readiness red, roles undeployed, Vert.x closed, stores stopped. Goes
   * on when a step fails. May be called whatever {@link #start} came to.
   */
  public void stop() {
    stopping = true;
    interruptStart();
    if (health != null) {
      health.enter(Phase.STOPPING);
      step("undeploy", deployer::undeploy);
      health.stop();
    }
    if (probes != null) {
      step("close the probes", probes::close);
    }
    if (vertx != null) {
      step("close Vert.x", vertx::close);
    }
    if (embedded != null) {
      embedded.close();
    }
  }

  /**
   * Whether {@link #stop} has been called, so that a start that fails now has failed for that
   * reason.
   */
  public boolean stopping() {
    return stopping;
  }

  // A start under way may own processes that this object does not know yet: it ends them itself
  // when interrupted.
  private void interruptStart() {
    Thread thread = starter;
    if (thread == null || startEnded.getCount() == 0) {
      return;
    }
    thread.interrupt();
    try {
      if (!startEnded.await(INTERRUPT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the start does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step(String what, Supplier<Future<Void>> action) {
    try {
      action
          .get()
          .toCompletionStage()
          .toCompletableFuture()
          .get(config.shutdown().deadline().toMillis() / STOP_STEPS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("cannot {}", what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread startThread(Runnable task) {
    Thread thread = new Thread(task, "start");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(START_PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static <T> T join(CompletableFuture<T> step) throws StartException {
    try {
      return step.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw startFailure(
          cause instanceof CompletionException && cause.getCause() != null
              ? cause.getCause()
              : cause);
    }
  }

  private static StartException startFailure(Throwable cause) {
    return cause instanceof StartException known
        ? known
        : new StartException("cannot start: " + cause, cause);
  }
}
