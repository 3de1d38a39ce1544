package com.augmentalis.netavanue.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * The server under test: the bare library as {@code tools/conformance-server} starts it, on a free
 * port of the loopback interface, for one test class.
 *
 * <p>The same tests run against any other server that plays by the same rules, which is how they
 * are themselves checked: {@code -Dconformance.published.port=N} and likewise for {@code brisk},
 * {@code patient}, {@code recovering} and {@code small} name ports to use instead.
 */
public final class BareServer implements BeforeAllCallback, AfterAllCallback {

  private static final long CONNECT_TIMEOUT_MS = 1_000;
  private static final long BRISK_PING_TIMEOUT_MS = 10_000;

  private final String name;
  private final EngineIoOptions options;
  private final long connectTimeoutMs;
  private final boolean recovery;
  private final ErrorLog errors = new ErrorLog();
  private Vertx vertx;
  private volatile int port;

  private BareServer(
      String name, EngineIoOptions options, long connectTimeoutMs, boolean recovery) {
    this.name = name;
    this.options = options;
    this.connectTimeoutMs = connectTimeoutMs;
    this.recovery = recovery;
  }

  /** With the published test settings: pings every 300 ms, 200 ms to answer one. */
  public static BareServer published() {
    return new BareServer(
        "published", ConformanceServer.publishedSettings(), CONNECT_TIMEOUT_MS, false);
  }

  /**
   * With the published settings but a heartbeat and a connect timeout far longer than any test, for
   * tests whose subject is not time: they cannot fail because the machine paused.
   */
  public static BareServer patient() {
    return new BareServer(
        "patient",
        ConformanceServer.patientSettings(),
        SocketIoOptions.DEFAULT_CONNECT_TIMEOUT_MS,
        false);
  }

  /**
   * As {@link #published}, but with much more time to answer a ping, for tests of what lives on
   * only if the client is quick enough.
   */
  public static BareServer brisk() {
    return new BareServer(
        "brisk",
        ConformanceServer.publishedSettings().pingTimeoutMs(BRISK_PING_TIMEOUT_MS),
        CONNECT_TIMEOUT_MS,
        false);
  }

  /** As {@link #patient}, with connection state recovery. */
  public static BareServer recovering() {
    return new BareServer(
        "recovering",
        ConformanceServer.patientSettings(),
        SocketIoOptions.DEFAULT_CONNECT_TIMEOUT_MS,
        true);
  }

  /** As {@link #published}, but with room for a few sessions only. */
  public static BareServer small(int maxSessions) {
    return new BareServer(
        "small",
        ConformanceServer.publishedSettings().maxSessions(maxSessions),
        CONNECT_TIMEOUT_MS,
        false);
  }

  /** The port that the server listens on. */
  public int port() {
    return port;
  }

  /** What was logged at ERROR in this JVM since the server was started. */
  public List<String> loggedErrors() {
    return List.copyOf(errors.events);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Integer other = Integer.getInteger("conformance." + name + ".port");
    if (other != null) {
      port = other;
      return;
    }
    rootLogger().addAppender(errors);
    errors.start();
    vertx = Vertx.vertx();
    String unused = TestServer.await(vertx.deployVerticle(new Listener()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (vertx != null) {
      rootLogger().detachAppender(errors);
      TestServer.await(vertx.close());
    }
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private final class Listener extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          // Without a handler Vert.x logs each connection that a client resets as an error.
          .connectionHandler(connection -> connection.exceptionHandler(reset -> {}))
          .requestHandler(ConformanceServer.handler(vertx, options, connectTimeoutMs, recovery))
          .listen(0, "127.0.0.1")
          .onSuccess(server -> port = server.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  private static final class ErrorLog extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        events.add(event.toString());
      }
    }
  }
}
