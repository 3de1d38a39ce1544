package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.socketio.impl.SocketIoServerImpl;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/**
 * A Socket.IO server: the namespaces and sockets of one event loop.
 *
 * <p>Create one per verticle instance, in the verticle's context, and give its {@link
 * #requestHandler()} to an HTTP server of the same instance. Namespaces must be configured before
 * the HTTP server listens. All methods must be called on that event loop, unless said otherwise.
 */
public interface SocketIoServer {

  /**
   * Creates a server that stands alone: rooms and recovery cover this instance only.
   *
   * @param vertx the Vert.x instance
   * @param options the options, copied
   * @return the server
   */
  static SocketIoServer create(Vertx vertx, SocketIoOptions options) {
    return create(vertx, options, new SocketIoGroup());
  }

  /**
   * Creates a server that shares rooms, recovery and sessions with the others of a group.
   *
   * @param vertx the Vert.x instance
   * @param options the options, copied
   * @param group the group that all instances of this process are given
   * @return the server
   */
  static SocketIoServer create(Vertx vertx, SocketIoOptions options, SocketIoGroup group) {
    return new SocketIoServerImpl(vertx, options, group);
  }

  /**
   * The namespace of a name, created on the first call. Clients can only connect to namespaces that
   * were named here; all others are answered by CONNECT_ERROR "Invalid namespace".
   *
   * @param name the name; a missing leading slash is added
   * @return the namespace
   */
  Namespace of(String name);

  /**
   * The handler of HTTP requests, for polling requests and WebSocket upgrades. It answers every
   * request that it is given, so route only the configured path to it.
   *
   * @return the handler
   */
  Handler<HttpServerRequest> requestHandler();

  /**
   * Mounts this server on a router, on the path of {@link SocketIoOptions#path()}.
   *
   * @param router the router
   * @return this, for chaining
   */
  SocketIoServer mount(Router router);

  /**
   * Sets who is told of exceptions thrown by the application's handlers (they are logged anyway).
   *
   * @param handler the handler
   * @return this, for chaining
   */
  SocketIoServer exceptionHandler(Handler<Throwable> handler);

  /**
   * Sets the observer for metrics. Called on the event loop, on hot paths: it must be quick.
   *
   * @param listener the observer
   * @return this, for chaining
   */
  SocketIoServer listener(SocketIoListener listener);

  /**
   * The Engine.IO server underneath.
   *
   * @return the server
   */
  EngineIoServer engine();

  /**
   * Refuses new connections, closes all transports with the reason "server shutting down", and
   * completes when the last one is closed. Stock clients reconnect by themselves. May be called
   * from any thread.
   *
   * @return when all is closed
   */
  Future<Void> close();
}
