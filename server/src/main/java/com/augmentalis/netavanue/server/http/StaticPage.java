package com.augmentalis.netavanue.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/**
 * Serves the page's files with validators, so that a browser asks again but transfers nothing
 * unchanged, and with headers that let the page load nothing but its own files. Passes on what it
 * does not hold.
 */
final class StaticPage implements Handler<RoutingContext> {
  // 'self' in connect-src covers the WebSocket of the same host. Pictures as data: are QR codes;
  // blob: are received files.
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private final StaticAssets assets;

  StaticPage(StaticAssets assets) {
    this.assets = assets;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      context.next();
      return;
    }
    assets
        .find(context.normalizedPath())
        .ifPresentOrElse(asset -> send(context, asset), context::next);
  }

  private static void send(RoutingContext context, StaticAssets.Asset asset) {
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.ETAG, asset.etag())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Referrer-Policy", "no-referrer");
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && matches(known, asset.etag())) {
      Responses.end(response.setStatusCode(304));
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
    boolean gzip = asset.gzip().isPresent() && acceptsGzip(context);
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    var body = gzip ? asset.gzip().orElseThrow() : asset.plain();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      Responses.end(
          response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())));
    } else {
      Responses.end(response, body);
    }
  }

  // RFC 9110 section 13.1.2: If-None-Match compares weakly.
  private static boolean matches(String header, String etag) {
    return Arrays.stream(header.split(","))
        .map(String::trim)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  private static boolean acceptsGzip(RoutingContext context) {
    return context.parsedHeaders().acceptEncoding().stream()
        .anyMatch(encoding -> encoding.value().equalsIgnoreCase("gzip") && encoding.weight() > 0);
  }
}
