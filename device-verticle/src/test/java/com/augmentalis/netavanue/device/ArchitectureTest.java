package com.augmentalis.netavanue.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.session..",
              "com.augmentalis.netavanue.turn..",
              "com.augmentalis.netavanue.pairing..",
              "com.augmentalis.netavanue.gateway..",
              "com.augmentalis.netavanue.engineio..",
              "com.augmentalis.netavanue.socketio..",
              "com.augmentalis.netavanue.codec..",
              "com.augmentalis.netavanue.server..");

  @ArchTest
  static final ArchRule STORES_ARE_KNOWN_TO_ADAPTERS_AND_THE_VERTICLE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "com.augmentalis.netavanue.device.pg", "com.augmentalis.netavanue.device.redis")
          .and()
          .haveSimpleNameNotEndingWith("Verticle")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.store..",
              "io.vertx.redis..",
              "io.vertx.sqlclient..",
              "io.vertx.pgclient..");

  @ArchTest
  static final ArchRule NOBODY_BUILDS_ON_THE_VERTICLE =
      noClasses().should().dependOnClassesThat().haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule THE_VERTICLE_LEAVES_STORES_TO_THE_SERVICE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Verticle")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.redis..", "io.vertx.sqlclient..", "io.vertx.pgclient..");

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
