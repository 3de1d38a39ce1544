package com.augmentalis.netavanue.device;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.NetworkType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CapabilityStore} does. */
public abstract class CapabilityStoreContract {

  protected abstract CapabilityStore store() throws Exception;

  @Test
  void nothingIsKnownOfAStranger() throws Exception {
    assertEquals(Optional.empty(), await(store().find(Fingerprints.next())));
  }

  @Test
  void theLastClaimCounts() throws Exception {
    CapabilityStore store = store();
    String fingerprint = Fingerprints.next();
    await(store.put(fingerprint, snapshot(4, 100)));
    await(store.put(fingerprint, snapshot(8, 140)));
    assertEquals(Optional.of(snapshot(8, 140)), await(store().find(fingerprint)));
  }

  public static CapabilityStore.Snapshot snapshot(int cores, int score) {
    return new CapabilityStore.Snapshot(
        new Capabilities(
            cores,
            4_096,
            55,
            null,
            NetworkType.WIFI,
            50,
            DeviceType.TABLET,
            1_280,
            800,
            List.of("VP8", "H264"),
            List.of("cast")),
        score);
  }
}
