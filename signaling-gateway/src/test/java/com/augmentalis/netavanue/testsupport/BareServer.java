package com.augmentalis.netavanue.testsupport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.engineio.EngineIoOptions;
import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.engineio.EngineIoSession;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Set;
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
 * are themselves checked: {@code -Dconformance.published.port=N} and {@code
 * -Dconformance.patient.port=N} name ports to use instead.
 */
public final class BareServer implements BeforeAllCallback, AfterAllCallback {

  private final String name;
  private final ErrorLog errors = new ErrorLog();
  private Vertx vertx;
  private int port;

  private BareServer(String name) {
    this.name = name;
  }

  public static BareServer published() {
    return new BareServer("published");
  }

  public static BareServer patient() {
    return new BareServer("patient");
  }

  public int port() {
    return port;
  }

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
    EngineIoOptions options = new EngineIoOptions().origins(Set.of("*"));
    if (name.equals("published")) {
      options.pingIntervalMs(300).pingTimeoutMs(200);
    }
    EngineIoServer engine = EngineIoServer.create(vertx, options);
    engine.sessionHandler(
        session ->
            session.messageHandler(
                new EngineIoSession.MessageHandler() {
                  @Override
                  public void text(ByteSlice utf8) {
                    session.sendText(utf8);
                  }

                  @Override
                  public void binary(ByteSlice bytes) {
                    session.sendBinary(bytes);
                  }
                }));
    HttpServer http =
        vertx
            .createHttpServer()
            .requestHandler(
                r -> {
                  if (r.path() != null && r.path().startsWith("/engine.io/")) {
                    engine.requestHandler().handle(r);
                  } else {
                    r.response().setStatusCode(404).end().onComplete(v -> {});
                  }
                })
            .listen(0, "127.0.0.1")
            .await();
    port = http.actualPort();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (vertx != null) {
      rootLogger().detachAppender(errors);
      vertx.close().await();
    }
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
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
