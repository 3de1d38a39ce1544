package com.augmentalis.netavanue.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP response as it stood on the wire.
 *
 * @param status the status code
 * @param headers header values by lower-case name
 * @param body the decoded body
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes to a test, never compared as a whole
public record RawResponse(int status, Map<String, String> headers, byte[] body) {

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same head with a body. */
  RawResponse withBody(byte[] newBody) {
    return new RawResponse(status, headers, newBody);
  }
}
