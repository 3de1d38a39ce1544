package com.augmentalis.netavanue.pairing.pg;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.pairing.PairingStore;
import com.augmentalis.netavanue.pairing.PairingStoreContract;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.PgStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPairingStoreTest extends PairingStoreContract {

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  private final Vertx vertx = Vertx.vertx();
  private final PgStore postgres = PgStore.create(vertx, PG.options());

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Override
  protected PairingStore store() {
    return new PgPairingStore(postgres);
  }

  @Override
  protected void device(String fingerprint) throws Exception {
    await(
        postgres.query(
            "INSERT INTO device_fingerprints"
                + " (fingerprint, public_key, device_name, platform, device_type)"
                + " VALUES ($1, 'key', 'Device ' || $1, 'ANDROID', 'PHONE')",
            Tuple.of(fingerprint)));
  }

  @Override
  protected String pair(String one, String other, String status, Instant at) throws Exception {
    return await(
            postgres.query(
                """
                INSERT INTO device_pairings
                  (device_a_id, device_b_id, shared_secret, status, initiated_by, created_at)
                SELECT LEAST(a.id, b.id), GREATEST(a.id, b.id), 'secret', $3, a.id, $4
                FROM device_fingerprints a, device_fingerprints b
                WHERE a.fingerprint = $1 AND b.fingerprint = $2
                RETURNING id
                """,
                Tuple.of(one, other, status, at.atOffset(ZoneOffset.UTC))))
        .iterator()
        .next()
        .getUUID(0)
        .toString();
  }

  @Test
  void listsNoMoreThanItsBound() throws Exception {
    String mine = "aa".repeat(32);
    device(mine);
    await(
        postgres.query(
            """
            WITH peers AS (
              INSERT INTO device_fingerprints
                (fingerprint, public_key, device_name, platform, device_type)
              SELECT lpad('b' || i, 64, '0'), 'key', 'Peer', 'WEB', 'DESKTOP'
              FROM generate_series(1, $2::int) AS i
              RETURNING id
            )
            INSERT INTO device_pairings (device_a_id, device_b_id, shared_secret, initiated_by)
            SELECT LEAST(me.id, peers.id), GREATEST(me.id, peers.id), 'secret', me.id
            FROM peers, device_fingerprints me WHERE me.fingerprint = $1
            """,
            Tuple.of(mine, PairingStore.MAX_LISTED + 1)));
    assertEquals(PairingStore.MAX_LISTED, await(store().active(mine)).size());
  }
}
