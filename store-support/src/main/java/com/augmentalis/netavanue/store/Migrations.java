package com.augmentalis.netavanue.store;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database's schema up to date. */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /**
   * Applies what is missing. Safe when several processes do it at once: they take turns by a lock
   * in the database, and all but the first find nothing to do. Blocks, so it must not be called on
   * an event loop.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
   * @param user who to log in as; must own the schema
   * @param password the user's password
   * @return how many migrations were applied
   * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached, or its
   *     schema is not what the applied migrations made
   */
  public static int run(String jdbcUrl, String user, String password) {
    int applied =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(jdbcUrl, user, password)
            .locations("classpath:db/migration")
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            // Dropping everything is one call away otherwise.
            .cleanDisabled(true)
            .load()
            .migrate()
            .migrationsExecuted;
    if (applied > 0) {
      LOG.info("Applied {} database migrations", applied);
    }
    return applied;
  }

  /** As {@link #run(String, String, String)}, for the database of these options. */
  public static int run(PgStoreOptions options) {
    return run(options.jdbcUrl(), options.user(), options.password());
  }
}
