package com.augmentalis.netavanue.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
    packages = "com.augmentalis.netavanue",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NOTHING_IMPORTS_THE_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.augmentalis.netavanue.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.augmentalis.netavanue.server..");

  @ArchTest
  static final ArchRule CONFIGURATION_KNOWS_NOTHING_OF_ITS_USERS =
      noClasses()
          .that()
          .resideInAPackage("..server.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..server",
              "..server.cluster..",
              "..server.embedded..",
              "..server.health..",
              "..server.http..",
              "..server.logging..",
              "..server.role..",
              "io.vertx..");

  @ArchTest
  static final ArchRule EMBEDDED_STORES_NEED_NO_VERTX =
      noClasses()
          .that()
          .resideInAPackage("..server.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule THE_GATEWAY_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAnyPackage("com.augmentalis.netavanue.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.session..",
              "com.augmentalis.netavanue.device..",
              "com.augmentalis.netavanue.turn..",
              "com.augmentalis.netavanue.pairing..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      SlicesRuleDefinition.slices()
          .matching("com.augmentalis.netavanue.(session|device|turn|pairing)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);
}
