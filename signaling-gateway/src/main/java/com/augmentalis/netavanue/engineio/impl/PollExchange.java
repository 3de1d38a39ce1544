package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.engineio.EngineIoError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;

/**
 * One HTTP request of the polling transport. Its session may live on another event loop than its
 * connection: responding goes to the connection's.
 */
final class PollExchange {

  /** How long the rest of a refused body is read, in milliseconds. */
  private static final long LINGER_MS = 1_000;

  private static final Buffer OK = Buffer.buffer("ok");

  private final HttpServerRequest request;
  private final OriginPolicy origins;
  private final ContextInternal context;

  PollExchange(HttpServerRequest request, OriginPolicy origins) {
    this.request = request;
    this.origins = origins;
    this.context = (ContextInternal) Vertx.currentContext();
  }

  HttpServerRequest request() {
    return request;
  }

  /** Runs something on the event loop of the connection, at once if this is it. */
  void onConnectionLoop(Runnable task) {
    if (context.nettyEventLoop().inEventLoop()) {
      task.run();
    } else {
      context.runOnContext(v -> task.run());
    }
  }

  /** Sets what happens when the connection ends before the request is answered. */
  void onAbort(Runnable task) {
    onConnectionLoop(
        () -> {
          HttpServerResponse response = request.response();
          if (response.closed()) {
            task.run();
          } else {
            response.closeHandler(v -> task.run());
          }
        });
  }

  /** Lets a body that was held back run to nowhere. */
  void discardBody() {
    onConnectionLoop(() -> request.resume());
  }

  /** Answers a POST. */
  void ok() {
    respond(200, "text/html", OK);
  }

  /** Answers a GET by packets. */
  void packets(Buffer payload) {
    respond(200, "text/plain; charset=UTF-8", payload);
  }

  void refuse(EngineIoError error) {
    refuse(error, error.status());
  }

  void refuse(EngineIoError error, int status) {
    respond(status, "application/json", Buffer.buffer(error.toJson()));
  }

  /**
   * Answers a body that is too big. For a moment the rest of it is read and dropped: closing at
   * once would reset the connection, and the client might never see the answer.
   */
  void tooLarge() {
    onConnectionLoop(
        () -> {
          if (request.response().ended()) {
            return;
          }
          origins.addHeaders(request);
          long timer =
              context
                  .owner()
                  .setTimer(LINGER_MS, id -> request.connection().close().onComplete(v -> {}));
          request
              .handler(dropped -> {})
              .endHandler(
                  v -> {
                    if (context.owner().cancelTimer(timer)) {
                      request.connection().close().onComplete(closed -> {});
                    }
                  })
              .exceptionHandler(ended -> {})
              .resume();
          request.response().setStatusCode(413).end().onComplete(v -> {});
        });
  }

  void preflight() {
    origins.addPreflightHeaders(request);
    request.response().setStatusCode(204).end().onComplete(ignored -> {});
  }

  private void respond(int status, String type, Buffer body) {
    onConnectionLoop(
        () -> {
          HttpServerResponse response = request.response();
          if (response.ended() || response.closed()) {
            return;
          }
          origins.addHeaders(request);
          response
              .setStatusCode(status)
              .putHeader("Content-Type", type)
              // What a poll returns is of the moment, and the field's clients rely on that.
              .putHeader("Cache-Control", "no-store")
              .end(body)
              .onComplete(ignored -> {});
        });
  }
}
