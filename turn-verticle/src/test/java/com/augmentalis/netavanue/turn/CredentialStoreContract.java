package com.augmentalis.netavanue.turn;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.LicenseTier;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CredentialStore} does. */
public abstract class CredentialStoreContract {

  private static final Duration TTL = Duration.ofHours(1);

  protected abstract CredentialStore store() throws Exception;

  @Test
  void aNameIsTakenOnce() throws Exception {
    CredentialStore store = store();
    CredentialStore.Grant first = new CredentialStore.Grant("s1", "f", LicenseTier.PRO);
    assertEquals(Optional.empty(), await(store.find("1:f")));
    assertTrue(await(store.claim("1:f", first, TTL)));
    assertFalse(
        await(store.claim("1:f", new CredentialStore.Grant("s2", "f", LicenseTier.PRO), TTL)));
    assertEquals(Optional.of(first), await(store().find("1:f")));
  }

  @Test
  void ofRacingClaimsOneWins() throws Exception {
    CredentialStore one = store();
    CredentialStore other = store();
    List<Future<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      claims.add(
          (i % 2 == 0 ? one : other)
              .claim("2:f", new CredentialStore.Grant("s" + i, "f", LicenseTier.PRO), TTL));
    }
    int won = 0;
    for (Future<Boolean> claim : claims) {
      won += await(claim) ? 1 : 0;
    }
    assertEquals(1, won);
  }
}
