package com.augmentalis.netavanue.pairing;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.pairing.Pairing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PairingStore} does. */
public abstract class PairingStoreContract {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

  protected abstract PairingStore store();

  /** Registers a device as a phone with Android, named as its fingerprint. */
  protected abstract void device(String fingerprint) throws Exception;

  /** Pairs two devices and tells the pairing's id. */
  protected abstract String pair(String one, String other, String status, Instant at)
      throws Exception;

  @Test
  void aStrangerHasNone() throws Exception {
    assertEquals(List.of(), await(store().active("ff".repeat(32))));
  }

  @Test
  void bothSeeTheOtherAndOnlyWhatIsActive() throws Exception {
    String mine = "01".repeat(32);
    String second = "02".repeat(32);
    String first = "03".repeat(32);
    String revoked = "04".repeat(32);
    for (String fingerprint : List.of(mine, second, first, revoked)) {
      device(fingerprint);
    }
    String later = pair(mine, second, "active", START.plusSeconds(5));
    String earlier = pair(first, mine, "active", START);
    pair(mine, revoked, "revoked", START);
    pair(first, second, "active", START);
    assertEquals(
        List.of(pairing(earlier, first, START), pairing(later, second, START.plusSeconds(5))),
        await(store().active(mine)),
        "oldest first");
    assertEquals(List.of(), await(store().active(revoked)));
    assertEquals(
        List.of(mine, second),
        await(store().active(first)).stream().map(Pairing::peerFingerprint).sorted().toList());
  }

  private static Pairing pairing(String id, String peer, Instant at) {
    return new Pairing(
        id, peer, "Device " + peer, Platform.ANDROID, DeviceType.PHONE, at.toEpochMilli());
  }
}
