package com.augmentalis.netavanue.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The protocol core is a function of its inputs: bytes, text and the time that it is told. */
@AnalyzeClasses(
    packages = "com.augmentalis.netavanue.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] CORE = {
    "com.augmentalis.netavanue.client.engine..",
    "com.augmentalis.netavanue.client.stun..",
    "com.augmentalis.netavanue.client.turn..",
    "com.augmentalis.netavanue.client.ice..",
    "com.augmentalis.netavanue.client.dtls..",
    "com.augmentalis.netavanue.client.sctp..",
    "com.augmentalis.netavanue.client.datachannel..",
    "com.augmentalis.netavanue.client.sdp..",
    "com.augmentalis.netavanue.client.peer.."
  };

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_RUNTIME =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "io.netty..",
              "java.net..",
              "java.nio.channels..",
              "java.util.concurrent..",
              "com.augmentalis.netavanue.client.vertx..",
              "com.augmentalis.netavanue.client.signaling..",
              "com.augmentalis.netavanue.client.session..",
              "com.augmentalis.netavanue.client.pairing..");

  @ArchTest
  static final ArchRule THE_CORE_READS_NO_CLOCK_AND_STARTS_NO_THREAD =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class);
}
