package com.augmentalis.netavanue.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The layers that every service module keeps; each module checks them in a test of its own. */
public final class ServiceLayers {

  private static final String ROOT = "com.augmentalis.netavanue.";
  private static final String[] CLIENTS = {
    "io.vertx.redis..", "io.vertx.sqlclient..", "io.vertx.pgclient.."
  };

  private ServiceLayers() {}

  /**
   * A service reaches others over the bus only.
   *
   * @param foreign the last parts of the packages that it must not know, such as {@code session}
   */
  public static ArchRule knowsNothingOf(String... foreign) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(foreign).map(name -> ROOT + name + "..").toArray(String[]::new));
  }

  /**
   * Only adapters and the verticle know how a store is reached.
   *
   * @param adapters the adapters' packages below the root, such as {@code device.pg}
   */
  public static ArchRule storesAreKnownToAdaptersOnly(String... adapters) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(adapters).map(name -> ROOT + name).toArray(String[]::new))
        .and()
        .haveSimpleNameNotEndingWith("Verticle")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(ROOT + "store.."), Stream.of(CLIENTS)).toArray(String[]::new));
  }

  /** The verticle is the top of its module. */
  public static ArchRule nobodyBuildsOnTheVerticle() {
    return noClasses().should().dependOnClassesThat().haveSimpleNameEndingWith("Verticle");
  }

  /** A verticle does life cycle only: it speaks to no store itself. */
  public static ArchRule theVerticleLeavesStoresToTheService() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("Verticle")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CLIENTS);
  }
}
