package com.augmentalis.netavanue.contract.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CapabilityScorerTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/capability-scores.csv")
  void scoresAsTheTableSays(
      int cores,
      int ramMb,
      Integer battery,
      Boolean charging,
      NetworkType network,
      Integer bandwidth,
      DeviceType type,
      Integer screenWidth,
      String codecs,
      int expected) {
    List<String> codecList = codecs == null ? List.of() : List.of(codecs.split("\\|", -1));
    assertEquals(
        expected,
        CapabilityScorer.score(
            new Capabilities(
                cores,
                ramMb,
                battery,
                charging,
                network,
                bandwidth,
                type,
                screenWidth,
                null,
                codecList,
                null)));
  }

  @Test
  void noMoreThan32CodecsCount() {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "codec" + i).toList();
    assertEquals(
        10 + 32 * 15,
        CapabilityScorer.score(
            new Capabilities(1, 0, null, null, null, null, null, null, null, many, null)));
  }

  @Test
  void aBatteryIsLowAtTwentyPercentUnlessItCharges() {
    assertTrue(withBattery(20, null).batteryLow());
    assertTrue(withBattery(0, false).batteryLow());
    assertFalse(withBattery(20, true).batteryLow());
    assertFalse(withBattery(21, false).batteryLow());
    assertFalse(withBattery(null, null).batteryLow());
  }

  private static Capabilities withBattery(Integer percent, Boolean charging) {
    return new Capabilities(1, 0, percent, charging, null, null, null, null, null, null, null);
  }
}
