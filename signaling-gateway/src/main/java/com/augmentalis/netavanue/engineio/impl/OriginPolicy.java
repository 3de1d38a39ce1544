package com.augmentalis.netavanue.engineio.impl;

import com.augmentalis.netavanue.engineio.EngineIoOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;

/**
 * Which web pages may connect. CORS guards the responses of polling only, so the same rule is kept
 * for WebSocket upgrades by refusing them.
 */
final class OriginPolicy {

  private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";

  private final Set<String> origins;
  private final boolean any;
  private final boolean credentials;

  OriginPolicy(EngineIoOptions options) {
    this.origins = options.origins();
    this.any = origins.contains("*");
    this.credentials = options.credentials();
  }

  /** Whether the request comes from a page that may connect, or from no page at all. */
  boolean allows(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null
        || any
        || origins.contains(origin)
        || isOwnHost(origin, request.getHeader("Host"));
  }

  private static boolean isOwnHost(String origin, String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0 || host == null) {
      return false;
    }
    String defaultPort = origin.startsWith("https://") ? ":443" : ":80";
    String authority = origin.substring(scheme + 3).toLowerCase(Locale.ROOT);
    String own = host.toLowerCase(Locale.ROOT);
    return withPort(authority, defaultPort).equals(withPort(own, defaultPort));
  }

  private static String withPort(String authority, String defaultPort) {
    boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
    return hasPort ? authority : authority + defaultPort;
  }

  /** Adds what lets the page read the response. */
  void addHeaders(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return;
    }
    HttpServerResponse response = request.response();
    if (any && !credentials) {
      response.putHeader("Access-Control-Allow-Origin", "*");
      return;
    }
    response.putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
    if (credentials) {
      response.putHeader("Access-Control-Allow-Credentials", "true");
    }
  }

  /** Adds what a preflight asks for. */
  void addPreflightHeaders(HttpServerRequest request) {
    addHeaders(request);
    HttpServerResponse response = request.response();
    response.putHeader("Access-Control-Allow-Methods", "GET,POST,OPTIONS");
    String headers = request.getHeader("Access-Control-Request-Headers");
    if (headers != null) {
      response.putHeader("Access-Control-Allow-Headers", headers);
    }
    response.putHeader("Access-Control-Max-Age", PREFLIGHT_MAX_AGE_SECONDS);
  }
}
