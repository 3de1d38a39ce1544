package com.augmentalis.netavanue.engineio.impl;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;

/** Parses the query of a request's target; what is malformed counts as absent. */
public final class QueryParameters {

  private QueryParameters() {}

  /**
   * Parses a target.
   *
   * @param uri path and query
   * @return the parameters, decoded
   */
  public static MultiMap parse(String uri) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    try {
      new QueryStringDecoder(uri).parameters().forEach(parameters::add);
    } catch (IllegalArgumentException malformedEscape) {
      return MultiMap.caseInsensitiveMultiMap();
    }
    return parameters;
  }
}
