package com.augmentalis.netavanue.bench.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The requests that bring a device into a session, with the field names of the signaling protocol.
 */
final class Requests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Requests() {}

  static ObjectNode register(Device device) {
    return describe(JSON.objectNode().put("fingerprint", device.fingerprint()), device);
  }

  static ObjectNode createSession(Device device, String licenseToken) {
    ObjectNode request =
        JSON.objectNode()
            .put("fingerprint", device.fingerprint())
            .put("licenseToken", licenseToken)
            .put("sessionType", "CALL");
    request.set("capabilities", capabilities());
    return describe(request, device);
  }

  static ObjectNode joinSession(Device device, String inviteCode) {
    ObjectNode request =
        JSON.objectNode().put("inviteCode", inviteCode).put("fingerprint", device.fingerprint());
    request.set("capabilities", capabilities());
    return describe(request, device);
  }

  static ObjectNode leaveSession(Device device, String sessionId) {
    return JSON.objectNode().put("sessionId", sessionId).put("fingerprint", device.fingerprint());
  }

  private static ObjectNode describe(ObjectNode request, Device device) {
    return request
        .put("publicKey", device.publicKey())
        .put("deviceName", "load " + device.fingerprint().substring(0, 8))
        .put("platform", "DESKTOP")
        .put("deviceType", "DESKTOP");
  }

  private static ObjectNode capabilities() {
    ObjectNode capabilities =
        JSON.objectNode()
            .put("cpuCores", 8)
            .put("ramMb", 16_384)
            .put("batteryPercent", 80)
            .put("isCharging", true)
            .put("networkType", "ETHERNET")
            .put("bandwidthMbps", 100)
            .put("deviceType", "DESKTOP")
            .put("screenWidth", 1_920)
            .put("screenHeight", 1_080);
    capabilities.set("supportedCodecs", JSON.arrayNode().add("VP8").add("H264").add("OPUS"));
    capabilities.set("modules", JSON.arrayNode());
    return capabilities;
  }
}
