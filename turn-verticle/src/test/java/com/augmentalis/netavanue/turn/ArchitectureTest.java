package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.store.ServiceLayers;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.augmentalis.netavanue.turn",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_OTHER_SERVICE =
      ServiceLayers.knowsNothingOf(
          "session", "device", "pairing", "gateway", "engineio", "socketio", "server");

  @ArchTest
  static final ArchRule STORES_ARE_KNOWN_TO_ADAPTERS_AND_THE_VERTICLE_ONLY =
      ServiceLayers.storesAreKnownToAdaptersOnly("turn.redis");

  @ArchTest
  static final ArchRule NOBODY_BUILDS_ON_THE_VERTICLE = ServiceLayers.nobodyBuildsOnTheVerticle();

  @ArchTest
  static final ArchRule THE_VERTICLE_LEAVES_STORES_TO_THE_SERVICE =
      ServiceLayers.theVerticleLeavesStoresToTheService();
}
