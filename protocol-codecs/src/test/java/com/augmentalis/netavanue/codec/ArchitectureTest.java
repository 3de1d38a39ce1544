package com.augmentalis.netavanue.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Codecs stay free of I/O, threads and clocks. */
class ArchitectureTest {

  private static final JavaClasses CODECS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.augmentalis.netavanue.codec..");

  /** Addresses are values; everything else in java.net opens or may open something. */
  private static final Set<String> ADDRESSES =
      Set.of(
          InetAddress.class.getName(),
          Inet4Address.class.getName(),
          Inet6Address.class.getName(),
          InetSocketAddress.class.getName(),
          UnknownHostException.class.getName());

  private static final DescribedPredicate<JavaClass> NETWORK =
      DescribedPredicate.describe(
          "java.net other than addresses",
          type ->
              type.getPackageName().startsWith("java.net")
                  && !ADDRESSES.contains(type.getFullName()));

  @Test
  void dependsOnBuffersAndJacksonOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "com.augmentalis.netavanue.codec..",
            "io.netty.buffer..",
            "io.netty.util..",
            "com.fasterxml.jackson..",
            "javax.crypto..",
            "java..")
        .check(CODECS);
  }

  @Test
  void opensNoSocketOrFile() {
    noClasses().should().dependOnClassesThat(NETWORK).check(CODECS);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.channels..", "java.nio.file..", "io.vertx..")
        .check(CODECS);
  }

  @Test
  void knowsNoThreads() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class)
        .check(CODECS);
  }

  @Test
  void knowsNoClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(java.util.Date.class, java.util.Random.class)
        .check(CODECS);
  }
}
