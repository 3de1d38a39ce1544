package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.engineio.HandshakeRequest;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * What a client connected with.
 *
 * @param request the HTTP request that opened the connection
 * @param auth the payload of the CONNECT packet, a JSON object, if the client sent one
 * @param timeMillis when the client connected to the namespace, in epoch milliseconds
 */
public record Handshake(HandshakeRequest request, Optional<JsonSlice> auth, long timeMillis) {

  /**
   * The headers of the request that opened the connection.
   *
   * @return the headers
   */
  public MultiMap headers() {
    return request.headers();
  }

  /**
   * The query parameters of that request, decoded.
   *
   * @return the parameters
   */
  public MultiMap query() {
    return request.query();
  }

  /**
   * The peer's IP address, without port.
   *
   * @return the address
   */
  public String remoteAddress() {
    return request.remoteAddress();
  }
}
