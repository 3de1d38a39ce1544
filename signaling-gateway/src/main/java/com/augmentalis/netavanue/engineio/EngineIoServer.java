package com.augmentalis.netavanue.engineio;

import com.augmentalis.netavanue.engineio.impl.EngineIoServerImpl;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** An Engine.IO server: the sessions of one event loop. */
public interface EngineIoServer {

  /**
   * Creates a server that stands alone.
   *
   * @param vertx the Vert.x instance
   * @param options the options
   * @return the server
   */
  static EngineIoServer create(Vertx vertx, EngineIoOptions options) {
    return create(vertx, options, new EngineIoGroup());
  }

  /**
   * Creates a server whose requests may land on any loop of a group.
   *
   * <p>Called on an event loop it belongs to that one, else to the one of its first request.
   *
   * @param vertx the Vert.x instance
   * @param options the options
   * @param group the group that all instances of this process are given
   * @return the server
   */
  static EngineIoServer create(Vertx vertx, EngineIoOptions options, EngineIoGroup group) {
    return new EngineIoServerImpl(vertx, options, group);
  }

  /**
   * Sets the handler of new sessions. It must attach the session's handlers before it returns.
   *
   * @param handler the handler
   * @return this, for chaining
   */
  EngineIoServer sessionHandler(Handler<EngineIoSession> handler);

  /**
   * Sets the observer for metrics.
   *
   * @param listener the observer
   * @return this, for chaining
   */
  EngineIoServer listener(EngineIoListener listener);

  /**
   * Sets who is told of exceptions thrown by the application's handlers (they are logged anyway).
   *
   * @param handler the handler
   * @return this, for chaining
   */
  EngineIoServer exceptionHandler(Handler<Throwable> handler);

  /**
   * The handler of HTTP requests. It answers every request that it is given.
   *
   * @return the handler
   */
  Handler<HttpServerRequest> requestHandler();

  /**
   * The open sessions of this instance. May be called from any thread.
   *
   * @return their number
   */
  int sessionCount();

  /**
   * Refuses new sessions, closes the open ones with {@link CloseReason#SERVER_SHUTTING_DOWN} and
   * completes when their connections are closed. May be called from any thread.
   *
   * @return when all is closed
   */
  Future<Void> close();
}
