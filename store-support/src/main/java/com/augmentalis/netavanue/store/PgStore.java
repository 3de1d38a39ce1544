package com.augmentalis.netavanue.store;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * PostgreSQL for one verticle instance: pipelined prepared statements over few connections, and
 * transactions. Connections are made when needed and replaced when lost.
 *
 * <p>Failures are {@link ServiceException} with {@code UNAVAILABLE} when the database cannot serve
 * now (the statement may or may not have been carried out), {@link ConstraintViolation} when the
 * data break a rule, and otherwise the client's own exception, which is a defect of the statement.
 */
public final class PgStore {

  /** SQL states of a database that cannot serve now: operator intervention and read-only. */
  private static final Set<String> TRANSIENT_STATES =
      Set.of("57014", "57P01", "57P02", "57P03", "57P05", "25006", "40001", "40P01", "55P03");

  private final SqlClient pipelined;
  private final Pool pool;
  private final PgStoreOptions options;
  private final StoreObserver observer;

  private PgStore(SqlClient pipelined, Pool pool, PgStoreOptions options, StoreObserver observer) {
    this.pipelined = pipelined;
    this.pool = pool;
    this.options = options;
    this.observer = observer;
  }

  /** As {@link #create(Vertx, PgStoreOptions, StoreObserver)}, unobserved. */
  public static PgStore create(Vertx vertx, PgStoreOptions options) {
    return create(vertx, options, StoreObserver.NONE);
  }

  /** A store that connects when it is first used. */
  public static PgStore create(Vertx vertx, PgStoreOptions options, StoreObserver observer) {
    PgConnectOptions connect = connectOptions(options);
    PoolOptions pooling =
        new PoolOptions()
            .setMaxSize(options.poolSize())
            .setMaxWaitQueueSize(options.maxWaiting())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setConnectionTimeout((int) options.connectTimeout().toMillis());
    NetClientOptions network =
        new NetClientOptions()
            .setConnectTimeout((int) options.connectTimeout().toMillis())
            .setTcpKeepAlive(true)
            // A peer that went without a word is noticed by what it leaves unacknowledged.
            .setTcpUserTimeout((int) options.queryTimeout().toMillis());
    return new PgStore(
        PgBuilder.client().using(vertx).connectingTo(connect).with(pooling).with(network).build(),
        PgBuilder.pool().using(vertx).connectingTo(connect).with(pooling).with(network).build(),
        options,
        observer);
  }

  /**
   * Connects ahead of the first use, so that a burst of first requests does not wait for logins.
   *
   * @return completes in whatever way: a database that is down now is no different from one that
   *     goes down later
   */
  public Future<Void> warmUp() {
    return query("SELECT 1").<Void>mapEmpty().otherwiseEmpty();
  }

  /** Runs a prepared statement. */
  public Future<RowSet<Row>> query(String sql, Tuple args) {
    observer.roundTrip(1);
    return guard(pipelined.preparedQuery(sql).execute(args));
  }

  /** Runs a prepared statement without arguments. */
  public Future<RowSet<Row>> query(String sql) {
    return query(sql, Tuple.tuple());
  }

  /**
   * Runs a prepared statement once for each tuple, in one round trip and one implicit transaction.
   *
   * @return the result for the first tuple; {@link RowSet#next()} leads to the others
   */
  public Future<RowSet<Row>> batch(String sql, List<Tuple> tuples) {
    observer.roundTrip(tuples.size());
    return guard(pipelined.preparedQuery(sql).executeBatch(tuples));
  }

  /**
   * Runs what the function does in one transaction on one connection; a failed future rolls it
   * back.
   */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    observer.roundTrip(1);
    return guard(pool.withTransaction(work));
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return Future.join(pipelined.close(), pool.close()).mapEmpty();
  }

  private <T> Future<T> guard(Future<T> statement) {
    return statement
        .timeout(options.queryTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(translate(failure)));
  }

  private static PgConnectOptions connectOptions(PgStoreOptions options) {
    PgConnectOptions connect =
        new PgConnectOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setDatabase(options.database())
            .setUser(options.user())
            .setPassword(options.password())
            .setPipeliningLimit(options.pipeliningLimit())
            .setCachePreparedStatements(true)
            .setReconnectAttempts(0);
    connect.getProperties().put("application_name", "netavanue");
    // The server's own limit, so that a statement given up here does not go on there.
    connect
        .getProperties()
        .put("statement_timeout", Long.toString(options.queryTimeout().toMillis()));
    return connect;
  }

  static Throwable translate(Throwable failure) {
    if (failure instanceof ServiceException
        || failure instanceof ConstraintViolation
        || failure instanceof IllegalArgumentException
        || failure instanceof NullPointerException
        || failure instanceof ClassCastException) {
      return failure;
    }
    if (failure instanceof PgException refused) {
      return translate(refused);
    }
    // What is left are the many ways in which a connection can be missing, break or time out.
    return new ServiceException(FailureCode.UNAVAILABLE, "The database is not reachable");
  }

  private static Throwable translate(PgException refused) {
    String state = refused.getSqlState();
    if (state == null || state.startsWith("08") || state.startsWith("53")) {
      return new ServiceException(FailureCode.UNAVAILABLE, "The database is not reachable");
    }
    if (TRANSIENT_STATES.contains(state)) {
      return new ServiceException(FailureCode.UNAVAILABLE, "The database cannot serve now");
    }
    if (state.startsWith("23")) {
      return new ConstraintViolation(
          ConstraintViolation.Kind.ofSqlState(state), refused.getConstraint(), refused);
    }
    return refused;
  }
}
