package com.augmentalis.netavanue.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.augmentalis.netavanue.store.ServiceLayers;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.augmentalis.netavanue.device",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_OTHER_SERVICE =
      ServiceLayers.knowsNothingOf(
          "session", "turn", "pairing", "gateway", "engineio", "socketio", "codec", "server");

  @ArchTest
  static final ArchRule STORES_ARE_KNOWN_TO_ADAPTERS_AND_THE_VERTICLE_ONLY =
      ServiceLayers.storesAreKnownToAdaptersOnly("device.pg", "device.redis");

  @ArchTest
  static final ArchRule NOBODY_BUILDS_ON_THE_VERTICLE = ServiceLayers.nobodyBuildsOnTheVerticle();

  @ArchTest
  static final ArchRule THE_VERTICLE_LEAVES_STORES_TO_THE_SERVICE =
      ServiceLayers.theVerticleLeavesStoresToTheService();

  @ArchTest
  static final ArchRule PORTS_ARE_INTERFACES =
      classes()
          .that()
          .haveSimpleName("DeviceRegistry")
          .or()
          .haveSimpleName("DeviceDirectory")
          .or()
          .haveSimpleName("CapabilityStore")
          .should()
          .beInterfaces();
}
