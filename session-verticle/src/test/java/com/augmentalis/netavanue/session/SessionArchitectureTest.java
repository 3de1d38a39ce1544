package com.augmentalis.netavanue.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which part of the module may know which. */
@AnalyzeClasses(
    packages = "com.augmentalis.netavanue.session",
    importOptions = DoNotIncludeTests.class)
class SessionArchitectureTest {

  private static final String ROOT = "com.augmentalis.netavanue.session";

  @ArchTest
  static final ArchRule theServiceKnowsNoStore =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT, ROOT + ".license")
          .and()
          .doNotHaveSimpleName("SessionVerticle")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".redis..",
              ROOT + ".pg..",
              ROOT + ".bus..",
              "com.augmentalis.netavanue.store..",
              "io.vertx.redis..",
              "io.vertx.sqlclient..",
              "io.vertx.pgclient..",
              "io.vertx.core.eventbus..")
          .because("the service sees ports, and only the verticle puts it together");

  @ArchTest
  static final ArchRule adaptersImplementPorts =
      classes()
          .that()
          .resideInAnyPackage(ROOT + ".redis", ROOT + ".pg", ROOT + ".bus")
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .implement(
              DescribedPredicate.describe(
                  "a port of the service",
                  (JavaClass type) ->
                      type.isInterface()
                          && (type.getPackageName().equals(ROOT)
                              || type.getPackageName().equals(ROOT + ".license"))));

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices().matching(ROOT + ".(redis|pg|bus)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nothingKnowsAnotherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.augmentalis.netavanue.device..",
              "com.augmentalis.netavanue.turn..",
              "com.augmentalis.netavanue.pairing..",
              "com.augmentalis.netavanue.gateway..",
              "com.augmentalis.netavanue.socketio..",
              "com.augmentalis.netavanue.engineio..",
              "com.augmentalis.netavanue.codec..",
              "com.augmentalis.netavanue.server..");
}
