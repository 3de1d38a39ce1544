package com.augmentalis.netavanue.session.pg;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import com.augmentalis.netavanue.contract.license.LicenseVerdict.Status;
import com.augmentalis.netavanue.session.license.LicenseStore;
import com.augmentalis.netavanue.store.PgStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;

/** Licences in the table {@code licenses}. */
public final class PgLicenseStore implements LicenseStore {

  private static final String FIND =
      "SELECT id, tier, status, expires_at FROM licenses WHERE token_hash = $1";
  private static final String SEED =
      "INSERT INTO licenses (token_hash, tier, holder) VALUES ($1, $2, $3)"
          + " ON CONFLICT (token_hash) DO NOTHING";

  private final PgStore postgres;

  /** Licences in this database. */
  public PgLicenseStore(PgStore postgres) {
    this.postgres = postgres;
  }

  @Override
  public Future<LicenseVerdict> find(String tokenHash) {
    return postgres.query(FIND, Tuple.of(tokenHash)).map(PgLicenseStore::verdict);
  }

  @Override
  public Future<Void> seed(String tokenHash, LicenseTier tier, String holder) {
    return postgres.query(SEED, Tuple.of(tokenHash, tier.name(), holder)).mapEmpty();
  }

  /** Whether it has expired is for who asks to say, by its own clock. */
  private static LicenseVerdict verdict(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return new LicenseVerdict(Status.INVALID, null, null, null);
    }
    Row row = rows.iterator().next();
    if (!"active".equals(row.getString("status"))) {
      return new LicenseVerdict(Status.INVALID, null, null, null);
    }
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new LicenseVerdict(
        Status.VALID,
        row.getString("tier"),
        row.getUUID("id").toString(),
        expiresAt == null ? null : expiresAt.toInstant().toEpochMilli());
  }
}
