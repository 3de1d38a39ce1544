package com.augmentalis.netavanue.engineio;

import com.augmentalis.netavanue.engineio.impl.QueryParameters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Map;

/**
 * The request that opened a session. It is kept as long as the session lives, so it is stored in a
 * compact form and parsed anew on each call.
 */
public final class HandshakeRequest {

  private final String uri;
  private final String headerLines;
  private final String remoteAddress;
  private final long timeMillis;

  private HandshakeRequest(String uri, String headerLines, String remoteAddress, long timeMillis) {
    this.uri = uri;
    this.headerLines = headerLines;
    this.remoteAddress = remoteAddress;
    this.timeMillis = timeMillis;
  }

  /**
   * Takes what is worth keeping from a request.
   *
   * @param request the request
   * @param timeMillis the time, in epoch milliseconds
   * @return the handshake
   */
  public static HandshakeRequest of(HttpServerRequest request, long timeMillis) {
    StringBuilder lines = new StringBuilder(512);
    for (Map.Entry<String, String> header : request.headers()) {
      lines.append(header.getKey()).append('\n').append(header.getValue()).append('\n');
    }
    SocketAddress remote = request.remoteAddress();
    String address = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    return new HandshakeRequest(request.uri(), lines.toString(), address, timeMillis);
  }

  /**
   * The request's target.
   *
   * @return path and query, as they came
   */
  public String uri() {
    return uri;
  }

  /**
   * The request's headers, their names compared without regard to case.
   *
   * @return a new map
   */
  public MultiMap headers() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    // A header's name or value cannot hold a line feed: the HTTP decoder refuses that.
    int start = 0;
    while (start < headerLines.length()) {
      int nameEnd = headerLines.indexOf('\n', start);
      int valueEnd = headerLines.indexOf('\n', nameEnd + 1);
      headers.add(
          headerLines.substring(start, nameEnd), headerLines.substring(nameEnd + 1, valueEnd));
      start = valueEnd + 1;
    }
    return headers;
  }

  /**
   * The query parameters, decoded.
   *
   * @return a new map
   */
  public MultiMap query() {
    return QueryParameters.parse(uri);
  }

  /**
   * The peer's IP address, without port.
   *
   * @return the address, empty if the peer has none
   */
  public String remoteAddress() {
    return remoteAddress;
  }

  /**
   * When the session was opened.
   *
   * @return epoch milliseconds
   */
  public long timeMillis() {
    return timeMillis;
  }
}
