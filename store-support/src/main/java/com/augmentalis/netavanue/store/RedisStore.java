package com.augmentalis.netavanue.store;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis, for one verticle instance. Commands go out at once, one behind
 * the other, however many replies are outstanding.
 *
 * <p>It fails fast: without a connection every request fails with {@code UNAVAILABLE} at once; a
 * reply that takes longer than the command timeout ends the connection, because replies come in
 * order and none behind it would be better off. It then reconnects by itself, with growing pauses.
 * A request that failed so may or may not have been carried out.
 *
 * <p>Belongs to the context that opened it, on which its futures complete; may be called from any
 * thread. Blocking commands and subscriptions have no place here.
 */
public final class RedisStore {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

  /** Ticks of the watchdog in one command timeout. */
  private static final int TICKS_PER_TIMEOUT = 4;

  /** Replies that say that Redis cannot serve now, and not that the request is wrong. */
  private static final Set<String> TRANSIENT_ERRORS =
      Set.of(
          "LOADING",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "READONLY",
          "OOM",
          "BUSY",
          "MISCONF",
          "NOREPLICAS");

  private static final Pattern BATCH_PREFIX = Pattern.compile("^ERR \\[\\d+] ");

  private final Vertx vertx;
  private final HomeContext home;
  private final RedisStoreOptions options;
  private final StoreObserver observer;
  private final ArrayDeque<Pending<?>> pending = new ArrayDeque<>();
  private final long tickMs;

  private long watchdog;
  private Redis client;
  private RedisConnection connection;
  private long reconnectTimer = -1;
  private int failedAttempts;
  private int inFlight;
  private long tick;
  private boolean closed;

  private RedisStore(Vertx vertx, RedisStoreOptions options, StoreObserver observer) {
    this.vertx = vertx;
    this.home = new HomeContext(vertx);
    this.options = options;
    this.observer = observer;
    this.tickMs = Math.max(1, options.commandTimeout().toMillis() / TICKS_PER_TIMEOUT);
    armWatchdog();
  }

  /** As {@link #open(Vertx, RedisStoreOptions, StoreObserver)}, unobserved. */
  public static Future<RedisStore> open(Vertx vertx, RedisStoreOptions options) {
    return open(vertx, options, StoreObserver.NONE);
  }

  /**
   * Opens a store on the current context.
   *
   * @return completes once the first attempt to connect has ended, in whatever way: a Redis that is
   *     down now is no different from one that goes down later
   */
  public static Future<RedisStore> open(
      Vertx vertx, RedisStoreOptions options, StoreObserver observer) {
    RedisStore store = new RedisStore(vertx, options, observer);
    Promise<RedisStore> opened = Promise.promise();
    store.home.run(() -> store.connect().onComplete(done -> opened.complete(store)));
    return opened.future();
  }

  /**
   * Sends a command.
   *
   * @return the reply (null for a nil), or a failure: {@link ServiceException} with {@code
   *     UNAVAILABLE} when Redis cannot serve now, {@link ErrorType} when it refuses the command
   */
  public Future<Response> send(Request request) {
    return exchange(1, link -> link.send(request));
  }

  /**
   * Sends commands in one write. They are not a transaction; when any is refused the whole fails,
   * although the others were carried out.
   *
   * @return the replies in the order of the commands
   */
  public Future<List<Response>> batch(List<Request> requests) {
    if (requests.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return exchange(requests.size(), link -> link.batch(requests));
  }

  /** Whether there is a connection now. To be asked on the store's context. */
  public boolean available() {
    return connection != null;
  }

  /** Gives up the connection; requests under way and later ones fail. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    home.run(
        () -> {
          closed = true;
          vertx.cancelTimer(watchdog);
          vertx.cancelTimer(reconnectTimer);
          drop(unavailable("Redis store is closed"));
          done.complete();
        });
    return done.future();
  }

  private <T> Future<T> exchange(int commands, Function<RedisConnection, Future<T>> call) {
    Promise<T> promise = Promise.promise();
    home.run(() -> exchange(commands, call, promise));
    return promise.future();
  }

  private <T> void exchange(
      int commands, Function<RedisConnection, Future<T>> call, Promise<T> promise) {
    if (connection == null) {
      promise.fail(unavailable("Redis is not reachable"));
      return;
    }
    if (inFlight + commands > options.maxInFlight()) {
      promise.fail(unavailable("Too many Redis commands are under way"));
      return;
    }
    observer.roundTrip(commands);
    Pending<T> entry = new Pending<>(promise, commands, tick);
    inFlight += commands;
    pending.add(entry);
    Future<T> reply;
    try {
      reply = call.apply(connection);
    } catch (RuntimeException e) {
      settle(entry, null, e);
      return;
    }
    reply.onComplete(value -> settle(entry, value, null), failure -> settle(entry, null, failure));
  }

  private <T> void settle(Pending<T> entry, T value, Throwable failure) {
    if (entry.settled) {
      return;
    }
    entry.settled = true;
    inFlight -= entry.commands;
    while (!pending.isEmpty() && pending.peek().settled) {
      pending.remove();
    }
    if (failure == null) {
      entry.promise.complete(value);
    } else {
      entry.promise.fail(translate(failure));
    }
  }

  /**
   * One tick at a time: after a pause of the whole process a periodic timer would catch up, and
   * take for late what only could not be read yet.
   */
  private void armWatchdog() {
    watchdog = vertx.setTimer(tickMs, id -> home.run(this::watch));
  }

  private void watch() {
    if (closed) {
      return;
    }
    armWatchdog();
    tick++;
    Pending<?> oldest = pending.peek();
    if (oldest != null && tick - oldest.sentAt > TICKS_PER_TIMEOUT) {
      lost("no reply within " + options.commandTimeout().toMillis() + " ms");
    }
  }

  private Future<Void> connect() {
    Redis attempt = Redis.createClient(vertx, clientOptions());
    client = attempt;
    return attempt
        .connect()
        .timeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .compose(
            link -> {
              if (closed || client != attempt) {
                return Future.<Void>failedFuture("Closed meanwhile");
              }
              connected(attempt, link);
              return Future.<Void>succeededFuture();
            })
        .onFailure(
            failure -> {
              if (!closed && client == attempt) {
                lost(failure.getMessage());
              }
            });
  }

  private void connected(Redis attempt, RedisConnection link) {
    if (failedAttempts > 0) {
      LOG.info("Redis at {} is back", options.displayAddress());
    }
    failedAttempts = 0;
    link.endHandler(v -> lostIfCurrent(attempt, "connection ended"));
    link.exceptionHandler(failure -> lostIfCurrent(attempt, failure.getMessage()));
    connection = link;
  }

  private void lostIfCurrent(Redis attempt, String why) {
    if (!closed && client == attempt) {
      lost(why);
    }
  }

  private void lost(String why) {
    if (failedAttempts == 0) {
      LOG.warn("Redis at {} is lost: {}", options.displayAddress(), why);
    }
    drop(unavailable("Redis is not reachable"));
    long pause =
        Math.min(
            options.maxBackoff().toMillis(),
            options.minBackoff().toMillis() << Math.min(failedAttempts, 16));
    failedAttempts++;
    reconnectTimer = vertx.setTimer(pause, id -> home.run(this::reconnect));
  }

  private void reconnect() {
    if (!closed) {
      connect().onFailure(failure -> LOG.debug("Redis is still lost", failure));
    }
  }

  /** Ends the connection and fails what is under way. */
  private void drop(ServiceException reason) {
    Redis old = client;
    client = null;
    connection = null;
    while (!pending.isEmpty()) {
      settle(pending.peek(), null, reason);
    }
    if (old != null) {
      old.close().onFailure(failure -> LOG.debug("Closing a Redis connection", failure));
    }
  }

  private RedisOptions clientOptions() {
    RedisOptions redis =
        new RedisOptions()
            .setConnectionString(options.uri())
            .setType(options.cluster() ? RedisClientType.CLUSTER : RedisClientType.STANDALONE)
            .setMaxWaitingHandlers(options.maxInFlight())
            .setPoolRecycleTimeout(-1)
            .setPoolCleanerInterval(-1);
    redis.getNetClientOptions().setConnectTimeout((int) options.connectTimeout().toMillis());
    redis
        .getNetClientOptions()
        .setTcpKeepAlive(true)
        .setTcpNoDelay(true)
        // Of effect for rediss:// alone, which does not connect without it (RFC 2818 section 3.1).
        .setHostnameVerificationAlgorithm("HTTPS");
    return redis;
  }

  private static Throwable translate(Throwable failure) {
    if (failure instanceof ServiceException || failure instanceof IllegalArgumentException) {
      return failure;
    }
    if (failure instanceof ErrorType refused) {
      String kind = kindOf(refused);
      if (!TRANSIENT_ERRORS.contains(kind) && !"CONNECTION_CLOSED".equals(kind)) {
        return refused;
      }
      return unavailable("Redis cannot serve now: " + kind);
    }
    return unavailable("Redis is not reachable");
  }

  /** The first word of an error; the client puts "ERR [index] " before the errors of a batch. */
  private static String kindOf(ErrorType error) {
    return BATCH_PREFIX.matcher(error.getMessage()).replaceFirst("").split(" ", 2)[0];
  }

  private static ServiceException unavailable(String message) {
    return new ServiceException(FailureCode.UNAVAILABLE, message);
  }

  private static final class Pending<T> {
    final Promise<T> promise;
    final int commands;
    final long sentAt;
    boolean settled;

    Pending(Promise<T> promise, int commands, long sentAt) {
      this.promise = promise;
      this.commands = commands;
      this.sentAt = sentAt;
    }
  }
}
