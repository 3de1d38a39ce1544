package com.augmentalis.netavanue.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a database of its own in a real PostgreSQL, with all migrations applied. The
 * server is shared by the whole JVM; to take it away from a test, use {@link #gate()}.
 *
 * <pre>
 * {@code @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();}
 * </pre>
 */
public final class EmbeddedPostgresExtension implements BeforeAllCallback, AfterAllCallback {

  private static final String TEMPLATE = "migrated";
  private static final String USER = "postgres";

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();
    static final AtomicInteger DATABASES = new AtomicInteger();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(0).start();
        execute(server, "CREATE DATABASE " + TEMPLATE);
        Migrations.run(optionsFor(server, TEMPLATE));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String database;

  @Override
  public void beforeAll(ExtensionContext context) {
    database = "test_" + Shared.DATABASES.incrementAndGet();
    // Copying the migrated database takes a fraction of the time of migrating another one.
    execute(Shared.SERVER, "CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    execute(Shared.SERVER, "DROP DATABASE " + database + " WITH (FORCE)");
  }

  /** Options that lead straight to the class's database. */
  public PgStoreOptions options() {
    return optionsFor(Shared.SERVER, database);
  }

  /** The name of another database, new and without any table. */
  public PgStoreOptions emptyDatabase() {
    String name = "empty_" + Shared.DATABASES.incrementAndGet();
    execute(Shared.SERVER, "CREATE DATABASE " + name);
    return optionsFor(Shared.SERVER, name);
  }

  /** A gate before the server, which a test can shut. */
  public TcpGate gate() {
    return TcpGate.before(Shared.SERVER.getPort());
  }

  private static PgStoreOptions optionsFor(EmbeddedPostgres server, String database) {
    return PgStoreOptions.of("127.0.0.1", server.getPort(), database, USER, "");
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
