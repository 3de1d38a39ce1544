package com.augmentalis.netavanue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom within the module: engineio, socketio and gateway build on each other. */
@AnalyzeClasses(
    packages = "com.augmentalis.netavanue",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageRulesTest {

  @ArchTest
  static final ArchRule engineIoKnowsNothingAbove =
      noClasses()
          .that()
          .resideInAPackage("com.augmentalis.netavanue.engineio..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.socketio..",
              "com.augmentalis.netavanue.gateway..",
              "com.augmentalis.netavanue.contract..");

  @ArchTest
  static final ArchRule socketIoKnowsNothingOfSignaling =
      noClasses()
          .that()
          .resideInAPackage("com.augmentalis.netavanue.socketio..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.gateway..", "com.augmentalis.netavanue.contract..");

  private PackageRulesTest() {}
}
