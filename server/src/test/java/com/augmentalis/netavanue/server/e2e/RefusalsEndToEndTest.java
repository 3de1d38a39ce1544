package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with which code, and that nothing else suffers by it. */
class RefusalsEndToEndTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.standard();

  private final List<TestDevice> devices = new ArrayList<>();

  @AfterEach
  void disconnect() {
    devices.forEach(TestDevice::close);
  }

  private TestDevice device() {
    TestDevice device = TestDevice.register(SERVER.url());
    devices.add(device);
    return device;
  }

  private TestDevice stranger() {
    TestDevice device = TestDevice.connect(SERVER.url());
    devices.add(device);
    return device;
  }

  private static void assertRefused(String code, JsonObject reply) {
    assertEquals("ERROR", reply.getString("type"), reply::encode);
    assertEquals(code, reply.getString("code"), reply::encode);
    assertTrue(!reply.getString("message").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTER_DEVICE, fingerprint",
    "REGISTER_DEVICE, publicKey",
    "REGISTER_DEVICE, deviceName",
    "REGISTER_DEVICE, platform",
    "CREATE_SESSION, fingerprint",
    "CREATE_SESSION, licenseToken",
    "CREATE_SESSION, sessionType",
    "CREATE_SESSION, capabilities",
    "JOIN_SESSION, inviteCode",
    "JOIN_SESSION, fingerprint",
    "JOIN_SESSION, capabilities",
    "LEAVE_SESSION, sessionId",
    "LEAVE_SESSION, fingerprint",
    "CAPABILITY_UPDATE, sessionId",
    "CAPABILITY_UPDATE, fingerprint",
    "CAPABILITY_UPDATE, capabilities",
    "REQUEST_TURN, sessionId",
    "REQUEST_TURN, fingerprint",
    "PAIR_LIST, fingerprint",
    "SDP_OFFER, sessionId",
    "SDP_OFFER, fromFingerprint",
    "SDP_OFFER, toFingerprint",
    "SDP_OFFER, sdp",
    "SDP_ANSWER, sdp",
    "ICE_CANDIDATE, candidate",
    "ICE_CANDIDATE, toFingerprint"
  })
  void eachRequiredFieldIsNamedWhenItIsMissingOrOfAnotherType(String event, String field) {
    TestDevice device = device();
    JsonObject whole =
        device
            .introduction()
            .mergeIn(device.createRequest("dev-pro"))
            .put("inviteCode", "AVNE-2222-2222")
            .put("sessionId", "00000000-0000-0000-0000-000000000000")
            .put("fromFingerprint", device.fingerprint())
            .put("toFingerprint", device.fingerprint())
            .put("sdp", "v=0")
            .put("candidate", "candidate:1");
    JsonObject without = whole.copy();
    without.remove(field);
    JsonObject missing = device.request(event, without);
    assertRefused("INVALID_MESSAGE", missing);
    assertTrue(missing.getString("message").contains(field), missing::encode);
    assertEquals(event, missing.getString("request"));
    JsonObject wrong = device.request(event, whole.copy().put(field, 7));
    assertRefused("INVALID_MESSAGE", wrong);
    assertTrue(wrong.getString("message").contains(field), wrong::encode);
  }

  @Test
  void aStrangerMustRegisterFirst() {
    TestDevice stranger = stranger();
    assertRefused(
        "DEVICE_NOT_REGISTERED",
        stranger.request("CREATE_SESSION", stranger.createRequest("dev-pro")));
    stranger.request(
        "CREATE_SESSION",
        stranger.createRequest("dev-pro").mergeIn(stranger.introduction()),
        "SESSION_CREATED");
  }

  @Test
  void aSocketSpeaksForOneDeviceOnly() {
    TestDevice thief = device();
    TestDevice victim = device();
    JsonObject created = victim.create("dev-pro");
    assertRefused(
        "NOT_AUTHENTICATED", thief.request("CREATE_SESSION", victim.createRequest("dev-pro")));
    assertRefused("NOT_AUTHENTICATED", thief.request("REGISTER_DEVICE", victim.introduction()));
    thief.join(created.getString("inviteCode"));
    assertRefused(
        "NOT_AUTHENTICATED",
        thief.request("SDP_OFFER", victim.offer(created.getString("sessionId"), thief, "forged")));
    victim.nextPush("PARTICIPANT_JOINED");
    assertTrue(victim.isQuiet());
  }

  @Test
  void theFirstKeyOfADeviceIsItsKey() {
    TestDevice device = device();
    assertRefused(
        "DEVICE_KEY_MISMATCH",
        device.request(
            "REGISTER_DEVICE", device.introduction().put("publicKey", "YW5vdGhlciBrZXk=")));
  }

  @Test
  void aHostNeedsALicenceThatIsGood() {
    TestDevice device = device();
    assertRefused("LICENSE_REQUIRED", device.request("CREATE_SESSION", device.createRequest(" ")));
    assertRefused(
        "LICENSE_INVALID", device.request("CREATE_SESSION", device.createRequest("no-such")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVNE-2222-2222", "AVNE", "zzzz", "AVNE-IIII-0000"})
  void aCodeThatIsNoneFindsNoSession(String code) {
    TestDevice device = device();
    assertRefused("SESSION_NOT_FOUND", device.request("JOIN_SESSION", device.joinRequest(code)));
  }

  @Test
  void relaysStayWithinTheSession() {
    TestDevice host = device();
    TestDevice outsider = device();
    String sessionId = host.create("dev-pro").getString("sessionId");
    assertRefused(
        "NOT_IN_SESSION",
        outsider.request("SDP_OFFER", outsider.offer(sessionId, host, "intrusion")));
    assertRefused(
        "PEER_NOT_IN_SESSION", host.request("SDP_OFFER", host.offer(sessionId, outsider, "x")));
    assertTrue(host.isQuiet());
    assertTrue(outsider.isQuiet());
  }

  @Test
  void theFreeTierHasNoTurn() {
    TestDevice host = device();
    String sessionId = host.create("dev-free").getString("sessionId");
    JsonObject request =
        new JsonObject().put("sessionId", sessionId).put("fingerprint", host.fingerprint());
    assertRefused("TURN_UNAVAILABLE", host.request("REQUEST_TURN", request));
    assertRefused(
        "NOT_IN_SESSION", host.request("REQUEST_TURN", request.copy().put("sessionId", "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_SUCH_EVENT", "toString", "constructor"})
  void anUnknownEventIsSaidSo(String event) {
    assertRefused("UNKNOWN_EVENT", device().request(event, new JsonObject()));
  }

  @Test
  void theNewerSocketOfADeviceReplacesTheOlder() {
    TestDevice older = device();
    TestDevice newer = older.reconnect(SERVER.url());
    devices.add(newer);
    assertEquals("DEVICE_REPLACED", older.nextPush("ERROR").getString("code"));
    assertTrue(older.awaitDisconnect().contains("io server disconnect"));
    newer.create("dev-pro");
  }

  @Test
  void aMessageBeyondTheSignalingLimitIsRefusedAndTheSocketLivesOn() {
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    guest.join(created.getString("inviteCode"));
    String sessionId = created.getString("sessionId");
    assertRefused(
        "INVALID_MESSAGE",
        host.request("SDP_OFFER", host.offer(sessionId, guest, "x".repeat(256 * 1024))));
    host.request("SDP_OFFER", host.offer(sessionId, guest, "x".repeat(255 * 1024)), "RELAYED");
    assertEquals(255 * 1024, guest.nextPush("SDP_OFFER").getString("sdp").length());
  }

  @Test
  void aFloodIsLimitedAndOthersNoticeNothing() {
    TestDevice flooder = device();
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    guest.join(created.getString("inviteCode"));
    JsonObject query = new JsonObject().put("fingerprint", flooder.fingerprint());
    for (int i = 0; i < 2_000; i++) {
      flooder.send("PAIR_LIST", query);
    }
    host.request(
        "SDP_OFFER", host.offer(created.getString("sessionId"), guest, "meanwhile"), "RELAYED");
    JsonObject push = flooder.anyPush();
    while (!push.getString("type").equals("ERROR")) {
      push = flooder.anyPush();
    }
    assertEquals("RATE_LIMITED", push.getString("code"));
    assertTrue(push.getLong("retryAfterMs") > 0);
  }
}
