package com.augmentalis.netavanue.engineio.impl;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The opening handshake of RFC 6455, section 4.2. */
final class WebSocketHandshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  /** What clients that read the head in one block of this size must find at its end. */
  private static final int PADDED_HEAD = 512;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  private WebSocketHandshake() {}

  /** Whether the request asks for a WebSocket at all. */
  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    return upgrade != null && upgrade.trim().equalsIgnoreCase("websocket");
  }

  /** The HTTP status to refuse the request by, or 0 if it is in order. */
  static int problem(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean body =
        request.getHeader("Transfer-Encoding") != null
            || (length != null && !length.trim().equals("0"));
    if (!request.method().equals(HttpMethod.GET)
        || request.version() != HttpVersion.HTTP_1_1
        || body) {
      return 400;
    }
    if (!hasToken(request.getHeader("Connection"), "upgrade")) {
      return 400;
    }
    if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      return 426;
    }
    return isKey(request.getHeader("Sec-WebSocket-Key")) ? 0 : 400;
  }

  private static boolean hasToken(String list, String token) {
    if (list == null) {
      return false;
    }
    for (String item : list.split(",", -1)) {
      if (item.trim().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKey(String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** The head of the 101 response. */
  static byte[] response(HttpServerRequest request, boolean deflate, boolean padded) {
    StringBuilder head = new StringBuilder(256);
    head.append(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    head.append("Sec-WebSocket-Accept: ")
        .append(accept(request.getHeader("Sec-WebSocket-Key").trim()))
        .append("\r\n");
    String protocol = firstProtocol(request.getHeader("Sec-WebSocket-Protocol"));
    if (protocol != null) {
      head.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
    }
    if (deflate) {
      head.append("Sec-WebSocket-Extensions: ").append(MessageDeflate.RESPONSE).append("\r\n");
    }
    if (padded) {
      String name = "X-Padding: ";
      int missing = PADDED_HEAD - head.length() - name.length() - 4;
      head.append(name).append("-".repeat(Math.max(0, missing))).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** A browser that named protocols fails unless one of them is chosen. */
  private static String firstProtocol(String list) {
    if (list == null) {
      return null;
    }
    String first = list.split(",", 2)[0].trim();
    return TOKEN.matcher(first).matches() ? first : null;
  }
}
