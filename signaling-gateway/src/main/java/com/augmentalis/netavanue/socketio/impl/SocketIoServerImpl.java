package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.engineio.EngineIoServer;
import com.augmentalis.netavanue.socketio.*;
import io.vertx.core.*;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

public class SocketIoServerImpl implements SocketIoServer {
  public SocketIoServerImpl(Vertx vertx, SocketIoOptions options, SocketIoGroup group) {}
  @Override public Namespace of(String name) { return null; }
  @Override public Handler<HttpServerRequest> requestHandler() { return null; }
  @Override public SocketIoServer mount(Router router) { return null; }
  @Override public SocketIoServer exceptionHandler(Handler<Throwable> handler) { return null; }
  @Override public SocketIoServer listener(SocketIoListener listener) { return null; }
  @Override public EngineIoServer engine() { return null; }
  @Override public Future<Void> close() { return null; }
}
