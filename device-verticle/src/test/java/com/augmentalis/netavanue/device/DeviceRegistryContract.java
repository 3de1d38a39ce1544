package com.augmentalis.netavanue.device;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceRegistry} does. */
public abstract class DeviceRegistryContract {

  /** A registry; each call gives one more over the same data. */
  protected abstract DeviceRegistry registry();

  protected abstract void block(String fingerprint) throws Exception;

  protected abstract Instant lastSeen(String fingerprint) throws Exception;

  /** The device's kept capabilities as JSON, or null. */
  protected abstract JsonObject lastCapabilities(String fingerprint) throws Exception;

  /** Makes what was written behind visible. */
  protected abstract void flush(DeviceRegistry registry) throws Exception;

  @Test
  void theFirstRegistrationCreatesADevice() throws Exception {
    String fingerprint = Fingerprints.next();
    RegisteredDevice created =
        await(registry().register(registration(fingerprint, "key", "Phone")));
    assertTrue(created.created());
    assertFalse(created.blocked());
    assertEquals("key", created.publicKey());
    assertEquals(fingerprint, created.device().fingerprint());
    assertEquals("Phone", created.device().deviceName());
    assertEquals(Platform.ANDROID, created.device().platform());
    assertEquals(DeviceType.PHONE, created.device().deviceType());
    assertNull(created.device().userId());
    RegisteredDevice found = await(registry().find(fingerprint)).orElseThrow();
    assertEquals(created.device(), found.device());
    assertFalse(found.created());
  }

  @Test
  void anUnknownDeviceIsNotFound() throws Exception {
    assertEquals(Optional.empty(), await(registry().find(Fingerprints.next())));
  }

  @Test
  void aLaterRegistrationUpdatesTheNamesAndKeepsTheId() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    RegisteredDevice first = await(registry.register(registration(fingerprint, "key", "Old")));
    RegisteredDevice same = await(registry.register(registration(fingerprint, "key", "Old")));
    assertFalse(same.created());
    assertEquals(first.device(), same.device());
    RegisteredDevice renamed =
        await(
            registry.register(
                new Registration(fingerprint, "key", "New", Platform.WEB, DeviceType.DESKTOP)));
    assertFalse(renamed.created());
    assertEquals(first.device().deviceId(), renamed.device().deviceId());
    assertEquals("New", renamed.device().deviceName());
    assertEquals(Platform.WEB, renamed.device().platform());
    assertEquals(DeviceType.DESKTOP, renamed.device().deviceType());
    assertEquals(renamed.device(), await(registry.find(fingerprint)).orElseThrow().device());
  }

  @Test
  void anotherKeyChangesNothing() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    await(registry.register(registration(fingerprint, "mine", "Mine")));
    RegisteredDevice answer = await(registry.register(registration(fingerprint, "other", "Other")));
    assertEquals("mine", answer.publicKey());
    assertEquals("Mine", answer.device().deviceName());
    assertFalse(answer.created());
    assertEquals("Mine", await(registry.find(fingerprint)).orElseThrow().device().deviceName());
  }

  @Test
  void aBlockedDeviceStaysAsItIs() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    await(registry.register(registration(fingerprint, "key", "Before")));
    block(fingerprint);
    RegisteredDevice answer = await(registry.register(registration(fingerprint, "key", "After")));
    assertTrue(answer.blocked());
    assertEquals("Before", answer.device().deviceName());
    assertTrue(await(registry.find(fingerprint)).orElseThrow().blocked());
  }

  @Test
  void ofRacingFirstRegistrationsOnePinsItsKey() throws Exception {
    DeviceRegistry one = registry();
    DeviceRegistry other = registry();
    for (int round = 0; round < 50; round++) {
      String fingerprint = Fingerprints.next();
      List<Future<RegisteredDevice>> racing = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        DeviceRegistry registry = i % 2 == 0 ? one : other;
        racing.add(registry.register(registration(fingerprint, "key " + i, "Device " + i)));
      }
      Set<String> keys = new HashSet<>();
      Set<String> names = new HashSet<>();
      int created = 0;
      for (Future<RegisteredDevice> race : racing) {
        RegisteredDevice device = await(race);
        keys.add(device.publicKey());
        names.add(device.device().deviceName());
        created += device.created() ? 1 : 0;
      }
      assertEquals(1, keys.size(), keys::toString);
      assertEquals(1, names.size(), names::toString);
      assertEquals(1, created);
    }
  }

  @Test
  void manyAtOnceEachGetTheirOwnAnswer() throws Exception {
    DeviceRegistry registry = registry();
    List<String> fingerprints = new ArrayList<>();
    List<Future<RegisteredDevice>> registrations = new ArrayList<>();
    List<Future<Optional<RegisteredDevice>>> lookups = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String fingerprint = Fingerprints.next();
      fingerprints.add(fingerprint);
      registrations.add(registry.register(registration(fingerprint, "key", "Device " + i)));
    }
    for (int i = 0; i < 1_000; i++) {
      assertEquals("Device " + i, await(registrations.get(i)).device().deviceName());
      lookups.add(registry.find(fingerprints.get(i)));
    }
    for (int i = 0; i < 1_000; i++) {
      assertEquals("Device " + i, await(lookups.get(i)).orElseThrow().device().deviceName());
    }
  }

  @Test
  void aDeviceIsSeen() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    await(registry.register(registration(fingerprint, "key", "Device")));
    Instant later = lastSeen(fingerprint).plusSeconds(60);
    registry.touch(fingerprint, later.minusSeconds(30));
    registry.touch(fingerprint, later);
    flush(registry);
    assertEquals(later, lastSeen(fingerprint));
    registry.touch(fingerprint, later.minusSeconds(10));
    flush(registry);
    assertEquals(later, lastSeen(fingerprint), "time does not go back");
  }

  @Test
  void theLastCapabilitiesAreKept() throws Exception {
    DeviceRegistry registry = registry();
    String fingerprint = Fingerprints.next();
    await(registry.register(registration(fingerprint, "key", "Device")));
    assertNull(lastCapabilities(fingerprint));
    registry.saveCapabilities(fingerprint, CapabilityStoreContract.snapshot(4, 100));
    registry.saveCapabilities(fingerprint, CapabilityStoreContract.snapshot(8, 140));
    flush(registry);
    JsonObject kept = lastCapabilities(fingerprint);
    assertEquals(140, kept.getInteger("score"));
    assertEquals(8, kept.getJsonObject("capabilities").getInteger("cpuCores"));
  }

  public static Registration registration(String fingerprint, String key, String name) {
    return new Registration(fingerprint, key, name, Platform.ANDROID, DeviceType.PHONE);
  }
}
