package com.augmentalis.netavanue.codec.engineio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonException;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server says in its open packet (Engine.IO protocol 4, "Handshake"). The JSON has exactly
 * these members.
 *
 * @param sid the session's id
 * @param upgrades the transports that the client may change to
 * @param pingInterval milliseconds from one ping to the next
 * @param pingTimeout milliseconds to wait for a pong
 * @param maxPayload the most bytes of a request's body
 */
public record EngineIoHandshake(
    String sid, List<String> upgrades, long pingInterval, long pingTimeout, long maxPayload) {

  /** Keeps a copy of the list. */
  public EngineIoHandshake {
    upgrades = List.copyOf(upgrades);
  }

  /** The open packet with this handshake. */
  public EngineIoPacket toPacket() {
    return EngineIoPacket.text(EngineIoPacketType.OPEN, toJson());
  }

  /** The handshake as JSON. */
  public JsonSlice toJson() {
    return JsonCodec.standard().write(this);
  }

  /** Reads the data of an open packet; members of other names are passed over. */
  public static EngineIoHandshake fromJson(ByteSlice json) throws EngineIoDecodeException {
    JsonNode node;
    try {
      node = JsonCodec.standard().read(json);
    } catch (JsonException e) {
      throw new EngineIoDecodeException(e.getMessage());
    }
    JsonNode sid = node.path("sid");
    if (!sid.isTextual()) {
      throw new EngineIoDecodeException("handshake without a sid");
    }
    List<String> upgrades = new ArrayList<>();
    for (JsonNode upgrade : node.path("upgrades")) {
      upgrades.add(upgrade.asText());
    }
    return new EngineIoHandshake(
        sid.textValue(),
        upgrades,
        milliseconds(node, "pingInterval"),
        milliseconds(node, "pingTimeout"),
        node.path("maxPayload").asLong(EngineIoLimits.DEFAULT_MAX_BYTES));
  }

  private static long milliseconds(JsonNode node, String name) throws EngineIoDecodeException {
    JsonNode value = node.path(name);
    if (!value.canConvertToLong() || value.longValue() <= 0) {
      throw new EngineIoDecodeException("handshake without a positive " + name);
    }
    return value.longValue();
  }
}
