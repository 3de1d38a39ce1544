package com.augmentalis.netavanue.device;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.device.SocketLocation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceDirectory} does. */
public abstract class DeviceDirectoryContract {

  protected abstract DeviceDirectory directory() throws Exception;

  /** Lets the device's last epoch be one that the clock has not reached. */
  protected abstract void setEpoch(String fingerprint, long epoch) throws Exception;

  @Test
  void theFirstSocketHasNoneBeforeIt() throws Exception {
    DeviceDirectory directory = directory();
    String fingerprint = Fingerprints.next();
    DeviceDirectory.Binding binding = await(directory.bind(fingerprint, "gw-1", "s1"));
    assertEquals("gw-1", binding.location().instance());
    assertEquals("s1", binding.location().socketId());
    assertNull(binding.previous());
    assertEquals(Optional.of(binding.location()), await(directory.find(fingerprint)));
  }

  @Test
  void aNewSocketTakesThePlaceOfTheOld() throws Exception {
    DeviceDirectory directory = directory();
    String fingerprint = Fingerprints.next();
    SocketLocation first = await(directory.bind(fingerprint, "gw-1", "s1")).location();
    DeviceDirectory.Binding second = await(directory().bind(fingerprint, "gw-2", "s2"));
    assertEquals(first, second.previous());
    assertTrue(second.location().epoch() > first.epoch());
    assertFalse(
        await(directory.unbind(fingerprint, first.epoch())), "a late disconnect is dropped");
    assertEquals(Optional.of(second.location()), await(directory.find(fingerprint)));
    assertTrue(await(directory.unbind(fingerprint, second.location().epoch())));
    assertFalse(await(directory.unbind(fingerprint, second.location().epoch())), "only once");
    assertEquals(Optional.empty(), await(directory.find(fingerprint)));
  }

  @Test
  void aSocketThatBindsAgainKeepsItsEpoch() throws Exception {
    DeviceDirectory directory = directory();
    String fingerprint = Fingerprints.next();
    SocketLocation first = await(directory.bind(fingerprint, "gw-1", "s1")).location();
    DeviceDirectory.Binding again = await(directory.bind(fingerprint, "gw-1", "s1"));
    assertEquals(first, again.location());
    assertEquals(first, again.previous());
  }

  @Test
  void epochsGrowAlsoAfterAnUnbind() throws Exception {
    DeviceDirectory directory = directory();
    String fingerprint = Fingerprints.next();
    long ahead =
        await(directory.bind(fingerprint, "gw-1", "s1")).location().epoch() + 3_600_000_000L;
    setEpoch(fingerprint, ahead);
    assertTrue(await(directory.unbind(fingerprint, ahead)));
    DeviceDirectory.Binding next = await(directory.bind(fingerprint, "gw-1", "s2"));
    assertEquals(ahead + 1, next.location().epoch(), "previous + 1 when the clock is behind");
    assertNull(next.previous());
  }

  @Test
  void epochsAreMicrosecondsOfTheClock() throws Exception {
    long before = System.currentTimeMillis() * 1_000;
    long epoch = await(directory().bind(Fingerprints.next(), "gw-1", "s1")).location().epoch();
    long after = (System.currentTimeMillis() + 1) * 1_000;
    assertTrue(before <= epoch && epoch <= after, () -> before + " " + epoch + " " + after);
  }

  @Test
  void racingSocketsFormOneChain() throws Exception {
    DeviceDirectory one = directory();
    DeviceDirectory other = directory();
    String fingerprint = Fingerprints.next();
    List<Future<DeviceDirectory.Binding>> racing = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      racing.add((i % 2 == 0 ? one : other).bind(fingerprint, "gw-" + i % 2, "s" + i));
    }
    Set<Long> epochs = new HashSet<>();
    Set<SocketLocation> replaced = new HashSet<>();
    SocketLocation newest = null;
    for (Future<DeviceDirectory.Binding> race : racing) {
      DeviceDirectory.Binding binding = await(race);
      epochs.add(binding.location().epoch());
      if (binding.previous() != null) {
        assertTrue(binding.previous().epoch() < binding.location().epoch());
        assertTrue(replaced.add(binding.previous()), "each is replaced by one");
      }
      if (newest == null || binding.location().epoch() > newest.epoch()) {
        newest = binding.location();
      }
    }
    assertEquals(200, epochs.size());
    assertEquals(199, replaced.size());
    assertEquals(Optional.of(newest), await(one.find(fingerprint)));
  }
}
