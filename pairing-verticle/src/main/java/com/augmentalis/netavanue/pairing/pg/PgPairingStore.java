package com.augmentalis.netavanue.pairing.pg;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.pairing.Pairing;
import com.augmentalis.netavanue.pairing.PairingStore;
import com.augmentalis.netavanue.store.PgStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** {@link PairingStore} in the table {@code device_pairings}. */
public final class PgPairingStore implements PairingStore {

  // A device stands first in some pairs and second in others; each half has an index of its own.
  private static final String ACTIVE =
      """
      WITH me AS (
        SELECT id FROM device_fingerprints WHERE fingerprint = $1
      ), mine AS (
        SELECT p.id, p.device_b_id AS peer_id, p.created_at
        FROM me JOIN device_pairings p ON p.device_a_id = me.id WHERE p.status = 'active'
        UNION ALL
        SELECT p.id, p.device_a_id AS peer_id, p.created_at
        FROM me JOIN device_pairings p ON p.device_b_id = me.id WHERE p.status = 'active'
      )
      SELECT mine.id, peer.fingerprint, peer.device_name, peer.platform, peer.device_type,
        mine.created_at
      FROM mine JOIN device_fingerprints peer ON peer.id = mine.peer_id
      ORDER BY mine.created_at, mine.id LIMIT $2
      """;

  private final PgStore store;

  /** Pairings in this store. */
  public PgPairingStore(PgStore store) {
    this.store = store;
  }

  @Override
  public Future<List<Pairing>> active(String fingerprint) {
    return store
        .query(ACTIVE, Tuple.of(fingerprint, (long) MAX_LISTED))
        .map(
            rows -> {
              List<Pairing> pairings = new ArrayList<>(rows.size());
              rows.forEach(row -> pairings.add(pairing(row)));
              return pairings;
            });
  }

  private static Pairing pairing(Row row) {
    return new Pairing(
        row.getUUID("id").toString(),
        row.getString("fingerprint"),
        row.getString("device_name"),
        Platform.valueOf(row.getString("platform")),
        DeviceType.valueOf(row.getString("device_type")),
        row.getOffsetDateTime("created_at").toInstant().toEpochMilli());
  }
}
