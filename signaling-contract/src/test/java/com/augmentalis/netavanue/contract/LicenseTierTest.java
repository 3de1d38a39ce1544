package com.augmentalis.netavanue.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseTierTest {

  @ParameterizedTest
  @CsvSource({
    "TRIAL,FREE",
    "STANDARD,FREE",
    "PROFESSIONAL,PRO",
    "CUSTOM,BUSINESS",
    "ENTERPRISE,ENTERPRISE",
    "FREE,FREE",
    "PRO,PRO",
    "BUSINESS,BUSINESS",
    "pro,PRO"
  })
  void mapsTheNamesOfTheLicensingSystem(String name, LicenseTier expected) {
    assertEquals(Optional.of(expected), LicenseTier.ofName(name));
  }

  @Test
  void anUnknownNameIsNoTier() {
    assertEquals(Optional.empty(), LicenseTier.ofName("GOLD"));
  }

  @Test
  void freeIsSmallAndEnterpriseIsUnbounded() {
    assertEquals(
        new TierLimits(2, false, 0, Duration.ofMinutes(40)), TierLimits.of(LicenseTier.FREE));
    assertFalse(TierLimits.of(LicenseTier.ENTERPRISE).peersBounded());
    assertTrue(TierLimits.of(LicenseTier.BUSINESS).peersBounded());
  }

  @Test
  void failureCodesHaveNumbersOfTheirOwn() {
    Set<Integer> numbers = new HashSet<>();
    for (FailureCode code : FailureCode.values()) {
      assertTrue(numbers.add(code.number()), code + " has the number of another");
      assertEquals(Optional.of(code), FailureCode.ofNumber(code.number()));
    }
    assertEquals(Optional.empty(), FailureCode.ofNumber(-1));
  }
}
