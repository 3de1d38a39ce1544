package com.augmentalis.netavanue.testing;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP server on a free port, with one or more instances that each have a handler. */
public final class TestServer implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 20;

  private final Vertx vertx;
  private final int port;

  private TestServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** Starts one instance; the factory is called on its event loop. */
  public static TestServer start(Function<Vertx, Handler<HttpServerRequest>> handlers) {
    return start(1, handlers);
  }

  /** Starts instances that share a port; the factory is called on the event loop of each. */
  public static TestServer start(
      int instances, Function<Vertx, Handler<HttpServerRequest>> handlers) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(Math.max(1, instances)));
    AtomicInteger port = new AtomicInteger();
    await(
        vertx.deployVerticle(
            () -> new Instance(handlers, port), new DeploymentOptions().setInstances(instances)));
    return new TestServer(vertx, port.get());
  }

  private static final class Instance extends AbstractVerticle {
    private final Function<Vertx, Handler<HttpServerRequest>> handlers;
    private final AtomicInteger port;

    Instance(Function<Vertx, Handler<HttpServerRequest>> handlers, AtomicInteger port) {
      this.handlers = handlers;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(-1))
          .requestHandler(handlers.apply(vertx))
          .listen()
          .onSuccess(server -> port.set(server.actualPort()))
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  /** Waits for a future. */
  public static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public Vertx vertx() {
    return vertx;
  }

  public int port() {
    return port;
  }

  public RawClient client() throws java.io.IOException {
    return new RawClient(port);
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
