package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped NetAvanue client, played byte for byte, in a session of the running product. */
class ShippedClientEndToEndTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.standard();

  private static final String DESKTOP_KEY =
      "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private final List<RawDevice> devices = new ArrayList<>();

  @AfterEach
  void disconnect() throws IOException {
    for (RawDevice device : devices) {
      device.close();
    }
  }

  private RawDevice connect() throws IOException {
    RawDevice device = RawDevice.connect(SERVER.url());
    devices.add(device);
    return device;
  }

  private RawDevice registered(String publicKey, String platform) throws IOException {
    RawDevice device = connect();
    JsonObject reply =
        device.request(
            "REGISTER_DEVICE", device.introduction(publicKey, platform), "DEVICE_REGISTERED");
    assertFalse(reply.getString("deviceId").isEmpty());
    return device;
  }

  private static void assertHas(JsonObject object, String... required) {
    for (String field : required) {
      assertTrue(object.getValue(field) != null, () -> field + " is missing: " + object);
    }
  }

  @Test
  void theHeadOfTheUpgradeEndsWithTheBlockThatItIsReadIn() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (RawDevice device = RawDevice.upgrade(SERVER.url(), "", 0)) {
        assertTrue(device.head().startsWith("HTTP/1.1 101 "), device::head);
        assertEquals(512, device.head().length());
        JsonObject open = device.handshake();
        assertEquals(
            Set.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"),
            open.fieldNames());
        assertEquals(new JsonArray(), open.getJsonArray("upgrades"));
        assertEquals(25_000, open.getInteger("pingInterval"));
        assertEquals(20_000, open.getInteger("pingTimeout"));
        assertEquals(1_000_000, open.getInteger("maxPayload"));
      }
    }
  }

  @Test
  void twoShippedClientsNegotiate() throws IOException {
    RawDevice host = registered(DESKTOP_KEY, "DESKTOP");
    RawDevice guest = registered(DESKTOP_KEY, "ANDROID");
    host.ping();
    JsonObject created = host.request("CREATE_SESSION", host.createRequest(), "SESSION_CREATED");
    assertHas(created, "sessionId", "inviteCode", "hubFingerprint", "role", "turnCredentials");
    JsonObject joined =
        guest.request(
            "JOIN_SESSION", guest.joinRequest(created.getString("inviteCode")), "SESSION_JOINED");
    assertHas(joined, "sessionId", "participants", "hubFingerprint");
    JsonObject self = joined.getJsonArray("participants").getJsonObject(1);
    assertHas(self, "fingerprint", "deviceName", "platform", "role", "capabilityScore");
    assertEquals("PHONE", self.getString("deviceType"), "the default of what was left out");
    assertEquals(false, self.getBoolean("isLicensed"));
    JsonObject announced = host.nextPush("PARTICIPANT_JOINED");
    assertEquals(self, announced.getJsonObject("participant"));
    host.ping();
    guest.ping();

    String sessionId = created.getString("sessionId");
    JsonObject offer = host.relay(sessionId, guest.fingerprint()).put("sdp", "v=0\r\n");
    assertEquals("delivered", host.request("SDP_OFFER", offer, "RELAYED").getString("status"));
    assertArrives(offer, guest.nextPush("SDP_OFFER"));
    JsonObject answer = guest.relay(sessionId, host.fingerprint()).put("sdp", "v=0\r\ns=-\r\n");
    guest.request("SDP_ANSWER", answer, "RELAYED");
    assertArrives(answer, host.nextPush("SDP_ANSWER"));
    JsonObject candidate = guest.relay(sessionId, host.fingerprint()).put("candidate", "c:1");
    guest.request("ICE_CANDIDATE", candidate, "RELAYED");
    assertArrives(candidate, host.nextPush("ICE_CANDIDATE"));

    JsonObject leave =
        new JsonObject().put("sessionId", sessionId).put("fingerprint", guest.fingerprint());
    guest.request("LEAVE_SESSION", leave, "SESSION_LEFT");
    JsonObject left = host.nextPush("PARTICIPANT_LEFT");
    assertEquals(guest.fingerprint(), left.getString("fingerprint"));
    assertEquals("LEFT", left.getString("reason"));
  }

  private static void assertArrives(JsonObject sent, JsonObject push) {
    for (String field : sent.fieldNames()) {
      assertEquals(sent.getValue(field), push.getValue(field), field);
    }
  }

  @Test
  void aClientThatJustGoesIsAnnounced() throws IOException {
    RawDevice host = registered(DESKTOP_KEY, "DESKTOP");
    RawDevice guest = registered(DESKTOP_KEY, "ANDROID");
    JsonObject created = host.request("CREATE_SESSION", host.createRequest(), "SESSION_CREATED");
    guest.request(
        "JOIN_SESSION", guest.joinRequest(created.getString("inviteCode")), "SESSION_JOINED");
    host.nextPush("PARTICIPANT_JOINED");
    guest.close();
    assertEquals(guest.fingerprint(), host.nextPush("PEER_DISCONNECTED").getString("fingerprint"));
    assertEquals("TIMEOUT", host.nextPush("PARTICIPANT_LEFT").getString("reason"));
  }

  /** The uncompressed point that the iOS build sends, and the placeholder of the web build. */
  static List<String> keysOfOtherBuilds() {
    byte[] point = new byte[65];
    point[0] = 4;
    point[64] = 7;
    return List.of(Base64.getEncoder().encodeToString(point), "web-public-key-placeholder");
  }

  @ParameterizedTest
  @MethodSource("keysOfOtherBuilds")
  void keysThatVerifyNothingAreStoredAndTheirDevicesServed(String publicKey) throws IOException {
    RawDevice host = registered(publicKey, "IOS");
    RawDevice guest = connect();
    JsonObject created = host.request("CREATE_SESSION", host.createRequest(), "SESSION_CREATED");
    // The first request may introduce the device as well.
    JsonObject join =
        guest
            .joinRequest(created.getString("inviteCode"))
            .mergeIn(guest.introduction(publicKey, "WEB"));
    guest.request("JOIN_SESSION", join, "SESSION_JOINED");
    host.nextPush("PARTICIPANT_JOINED");
    JsonObject offer =
        host.relay(created.getString("sessionId"), guest.fingerprint()).put("sdp", "v=0");
    host.request("SDP_OFFER", offer, "RELAYED");
    guest.nextPush("SDP_OFFER");
    assertEquals(
        "DEVICE_KEY_MISMATCH",
        guest
            .request("REGISTER_DEVICE", guest.introduction(DESKTOP_KEY, "WEB"), "ERROR")
            .getString("code"));
  }
}
