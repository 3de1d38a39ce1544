package com.augmentalis.netavanue.engineio.impl;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body up to a bound, whatever its length is said to be. */
final class BodyReader {

  /** What becomes of the body. */
  interface Result {
    void body(byte[] bytes);

    void tooLarge();

    void failed();
  }

  private final int limit;
  private final Result result;
  private Buffer body = Buffer.buffer();
  private boolean done;

  private BodyReader(int limit, Result result) {
    this.limit = limit;
    this.result = result;
  }

  static void read(HttpServerRequest request, int limit, Result result) {
    if (declaredLength(request) > limit) {
      result.tooLarge();
      return;
    }
    BodyReader reader = new BodyReader(limit, result);
    request
        .handler(reader::chunk)
        .exceptionHandler(failure -> reader.fail())
        .endHandler(v -> reader.end());
    request.resume();
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.trim());
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }

  private void chunk(Buffer chunk) {
    if (done) {
      return;
    }
    if (body.length() + chunk.length() > limit) {
      done = true;
      body = Buffer.buffer();
      result.tooLarge();
      return;
    }
    body.appendBuffer(chunk);
  }

  private void end() {
    if (!done) {
      done = true;
      result.body(body.getBytes());
    }
  }

  private void fail() {
    if (!done) {
      done = true;
      result.failed();
    }
  }
}
