package com.augmentalis.netavanue.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends responses whose failure matters to nobody but the log: the client has gone. */
public final class Responses {
  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  /** Ends a response without a body. */
  public static void end(HttpServerResponse response) {
    response.end().onFailure(failure -> LOG.debug("the client has gone", failure));
  }

  /** Ends a response with a body. */
  public static void end(HttpServerResponse response, Buffer body) {
    response.end(body).onFailure(failure -> LOG.debug("the client has gone", failure));
  }
}
