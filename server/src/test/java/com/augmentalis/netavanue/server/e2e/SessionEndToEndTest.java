package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions as two or more stock clients see them, field by field. */
class SessionEndToEndTest {

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

  private static void assertFields(JsonObject object, String... names) {
    assertEquals(Set.of(names), object.fieldNames(), object::encode);
  }

  @Test
  void aHostCreatesASession() {
    TestDevice host = device();
    long before = System.currentTimeMillis();
    JsonObject created = host.create("dev-pro");
    assertFields(
        created,
        "type",
        "sessionId",
        "inviteCode",
        "hubFingerprint",
        "role",
        "turnCredentials",
        "expiresAt",
        "maxPeers",
        "deepLink",
        "topology",
        "version",
        "sessionType");
    String code = created.getString("inviteCode");
    assertTrue(code.matches("AVNE-[23456789A-HJ-KM-NP-Z]{4}-[23456789A-HJ-KM-NP-Z]{4}"), code);
    assertEquals("avanues://join/" + code, created.getString("deepLink"));
    assertEquals(host.fingerprint(), created.getString("hubFingerprint"));
    assertEquals("HOST", created.getString("role"));
    assertEquals("star", created.getString("topology"));
    assertEquals(10, created.getInteger("maxPeers"));
    assertTrue(created.getLong("expiresAt") > before);
    JsonObject turn = created.getJsonObject("turnCredentials");
    assertFields(turn, "username", "password", "urls", "ttlSeconds");
    assertTrue(turn.getString("username").matches("\\d+:" + host.fingerprint()));
    List<?> urls = turn.getJsonArray("urls").getList();
    assertEquals(4, urls.size());
    assertTrue(urls.get(0).toString().startsWith("stun:"), urls::toString);
    assertTrue(urls.get(3).toString().startsWith("turns:"), urls::toString);
  }

  @Test
  void aGuestJoinsAndTheTwoNegotiate() {
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    String sessionId = created.getString("sessionId");
    String code = created.getString("inviteCode");

    JsonObject joined = guest.join(code.toLowerCase(Locale.ROOT).replace("-", ""));
    assertFields(
        joined,
        "type",
        "sessionId",
        "participants",
        "hubFingerprint",
        "turnCredentials",
        "sessionType",
        "role",
        "expiresAt",
        "topology",
        "version");
    assertEquals(sessionId, joined.getString("sessionId"));
    JsonArray participants = joined.getJsonArray("participants");
    assertEquals(2, participants.size());
    assertFields(
        participants.getJsonObject(0),
        "fingerprint",
        "deviceName",
        "platform",
        "deviceType",
        "role",
        "capabilityScore",
        "isLicensed",
        "connected");
    assertEquals(host.fingerprint(), participants.getJsonObject(0).getString("fingerprint"));
    assertTrue(participants.getJsonObject(0).getBoolean("isLicensed"));
    assertEquals("PHONE", participants.getJsonObject(1).getString("deviceType"));

    JsonObject announced = host.nextPush("PARTICIPANT_JOINED");
    assertEquals(participants.getJsonObject(1), announced.getJsonObject("participant"));
    assertEquals(joined.getLong("version"), announced.getLong("version"));

    String sdp = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=\u00e9\ud83d\ude00\"\\\r\n";
    JsonObject relayed = host.request("SDP_OFFER", host.offer(sessionId, guest, sdp), "RELAYED");
    assertEquals("delivered", relayed.getString("status"));
    JsonObject offer = guest.nextPush("SDP_OFFER");
    assertEquals(sdp, offer.getString("sdp"));
    assertEquals(host.fingerprint(), offer.getString("fromFingerprint"));
    assertFalse(offer.getString("messageId").isEmpty());

    assertEquals(
        "delivered",
        guest
            .request("SDP_ANSWER", guest.offer(sessionId, host, "answer"), "RELAYED")
            .getString("status"));
    assertEquals("answer", host.nextPush("SDP_ANSWER").getString("sdp"));

    JsonObject candidate =
        new JsonObject()
            .put("sessionId", sessionId)
            .put("fromFingerprint", guest.fingerprint())
            .put("toFingerprint", host.fingerprint())
            .put("candidate", "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host")
            .put("sdpMid", "0")
            .put("sdpMLineIndex", 0)
            .put("usernameFragment", "abcd")
            .put("unknown", new JsonArray().add(1));
    assertEquals(
        "delivered", guest.request("ICE_CANDIDATE", candidate, "RELAYED").getString("status"));
    JsonObject pushed = host.nextPush("ICE_CANDIDATE");
    pushed.remove("type");
    pushed.remove("messageId");
    assertEquals(candidate, pushed, "the sender's fields arrive as they were sent");
  }

  @Test
  void relaysCarryOurTypeAndIdWhateverTheSenderPutsThere() {
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    guest.join(created.getString("inviteCode"));
    JsonObject forged =
        host.offer(created.getString("sessionId"), guest, "sdp")
            .put("type", "SESSION_ENDED")
            .put("messageId", "mine")
            .put("version", 99);
    host.request("SDP_OFFER", forged, "RELAYED");
    JsonObject push = guest.nextPush("SDP_OFFER");
    assertFalse(push.getString("messageId").equals("mine"));
    assertFalse(push.containsKey("version"));
  }

  @Test
  void manyRelaysArriveInOrderWhicheverGatewayInstanceAPeerIsOn() {
    TestDevice host = device();
    JsonObject created = host.create("dev-business");
    String sessionId = created.getString("sessionId");
    List<TestDevice> guests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TestDevice guest = device();
      guest.join(created.getString("inviteCode"));
      guests.add(guest);
    }
    for (int i = 0; i < 50; i++) {
      for (TestDevice guest : guests) {
        host.send("SDP_OFFER", host.offer(sessionId, guest, "offer " + i));
      }
    }
    Set<String> ids = new HashSet<>();
    for (int g = 0; g < guests.size(); g++) {
      for (int later = g + 1; later < guests.size(); later++) {
        assertEquals(
            guests.get(later).fingerprint(),
            guests
                .get(g)
                .nextPush("PARTICIPANT_JOINED")
                .getJsonObject("participant")
                .getString("fingerprint"));
      }
      for (int i = 0; i < 50; i++) {
        JsonObject push = guests.get(g).nextPush("SDP_OFFER");
        assertEquals("offer " + i, push.getString("sdp"));
        assertTrue(ids.add(push.getString("messageId")), "each relay has an id of its own");
      }
    }
  }

  @Test
  void theHubMovesToTheStrongestAndEveryoneIsTold() {
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    String sessionId = created.getString("sessionId");
    guest.join(created.getString("inviteCode"));
    host.nextPush("PARTICIPANT_JOINED");
    JsonObject update =
        new JsonObject()
            .put("sessionId", sessionId)
            .put("fingerprint", guest.fingerprint())
            .put("capabilities", TestDevice.capabilities(64));
    JsonObject updated = guest.request("CAPABILITY_UPDATE", update, "CAPABILITY_UPDATED");
    assertFields(updated, "type", "score", "hubFingerprint");
    assertEquals(64 * 10 + 1024 / 100 + 160, updated.getInteger("score"));
    assertEquals(guest.fingerprint(), updated.getString("hubFingerprint"));
    for (TestDevice device : List.of(host, guest)) {
      JsonObject elected = device.nextPush("HUB_ELECTED");
      assertFields(elected, "type", "sessionId", "hubFingerprint", "reason", "score", "version");
      assertEquals("CAPABILITY_CHANGE", elected.getString("reason"));
      assertEquals(guest.fingerprint(), elected.getString("hubFingerprint"));
      JsonObject changed = device.nextPush("ROLE_CHANGED");
      assertEquals("HUB", changed.getString("newRole"));
      assertEquals(elected.getLong("version") + 1, changed.getLong("version"));
    }
  }

  @Test
  void leavingIsToldToTheOthersAndTheHostsLeavingEndsTheSession() {
    TestDevice host = device();
    TestDevice guest = device();
    TestDevice other = device();
    JsonObject created = host.create("dev-pro");
    String sessionId = created.getString("sessionId");
    guest.join(created.getString("inviteCode"));
    other.join(created.getString("inviteCode"));
    guest.nextPush("PARTICIPANT_JOINED");
    JsonObject leave =
        new JsonObject().put("sessionId", sessionId).put("fingerprint", other.fingerprint());
    assertFields(other.request("LEAVE_SESSION", leave, "SESSION_LEFT"), "type", "sessionId");
    JsonObject left = guest.nextPush("PARTICIPANT_LEFT");
    assertFields(left, "type", "sessionId", "fingerprint", "reason", "version");
    assertEquals("LEFT", left.getString("reason"));
    assertEquals(
        "NOT_IN_SESSION",
        other.request("SDP_OFFER", other.offer(sessionId, guest, "x"), "ERROR").getString("code"));

    host.request("LEAVE_SESSION", leave.copy().put("fingerprint", host.fingerprint()));
    assertEquals(host.fingerprint(), guest.nextPush("PARTICIPANT_LEFT").getString("fingerprint"));
    assertEquals("HOST_LEFT", guest.nextPush("SESSION_ENDED").getString("reason"));
    assertEquals(
        "SESSION_ENDED",
        guest
            .request("LEAVE_SESSION", leave.copy().put("fingerprint", guest.fingerprint()), "ERROR")
            .getString("code"));
    assertTrue(other.isQuiet(), "who has left is told nothing more");
  }

  @Test
  void aLostMemberIsAnnouncedAndRemovedAfterItsGrace() {
    TestDevice host = device();
    TestDevice guest = device();
    JsonObject created = host.create("dev-pro");
    guest.join(created.getString("inviteCode"));
    host.nextPush("PARTICIPANT_JOINED");
    guest.close();
    JsonObject away = host.nextPush("PEER_DISCONNECTED");
    assertFields(away, "type", "sessionId", "fingerprint", "graceSeconds", "version");
    assertEquals(guest.fingerprint(), away.getString("fingerprint"));
    assertEquals(1, away.getInteger("graceSeconds"));
    JsonObject left = host.nextPush("PARTICIPANT_LEFT");
    assertEquals("TIMEOUT", left.getString("reason"));
    assertEquals(guest.fingerprint(), left.getString("fingerprint"));
  }

  @Test
  void racingJoinsNeverPassTheLimit() {
    TestDevice host = device();
    JsonObject created = host.create("dev-free");
    assertEquals(2, created.getInteger("maxPeers"));
    List<TestDevice> racers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      racers.add(device());
    }
    List<CompletableFuture<JsonObject>> replies =
        racers.stream()
            .map(
                racer ->
                    CompletableFuture.supplyAsync(
                        () ->
                            racer.request(
                                "JOIN_SESSION",
                                racer.joinRequest(created.getString("inviteCode")))))
            .toList();
    int in = 0;
    for (CompletableFuture<JsonObject> reply : replies) {
      JsonObject answer = reply.orTimeout(20, TimeUnit.SECONDS).join();
      if (answer.getString("type").equals("SESSION_JOINED")) {
        in++;
      } else {
        assertEquals("SESSION_FULL", answer.getString("code"));
      }
    }
    assertEquals(1, in);
    JsonObject turn = created.getJsonObject("turnCredentials");
    assertEquals("", turn.getString("username"));
    assertEquals("", turn.getString("password"));
    turn.getJsonArray("urls")
        .forEach(url -> assertTrue(url.toString().startsWith("stun:"), url::toString));
  }

  @Test
  void joiningTwiceIsOneParticipantAndToldOnce() {
    TestDevice host = device();
    TestDevice guest = device();
    TestDevice third = device();
    String code = host.create("dev-pro").getString("inviteCode");
    guest.join(code);
    assertEquals(2, guest.join(code).getJsonArray("participants").size());
    third.join(code);
    host.nextPush("PARTICIPANT_JOINED");
    assertEquals(
        third.fingerprint(),
        host.nextPush("PARTICIPANT_JOINED").getJsonObject("participant").getString("fingerprint"));
  }

  @Test
  void withoutAnAckRepliesComeAsMessagesAndSuccessesOfRelaysAreSilent() {
    TestDevice host = device();
    TestDevice guest = device();
    host.send("CREATE_SESSION", host.createRequest("dev-pro"));
    JsonObject created = host.nextPush("SESSION_CREATED");
    guest.join(created.getString("inviteCode"));
    host.nextPush("PARTICIPANT_JOINED");
    String sessionId = created.getString("sessionId");
    host.send("SDP_OFFER", host.offer(sessionId, guest, "x"));
    host.send("SDP_OFFER", host.offer("nowhere", guest, "x"));
    JsonObject error = host.nextPush("ERROR");
    assertFields(error, "type", "code", "message", "request");
    assertEquals("NOT_IN_SESSION", error.getString("code"));
    assertEquals("SDP_OFFER", error.getString("request"));
    guest.nextPush("SDP_OFFER");
  }

  @Test
  void oneBreathIsEnoughToCreateAndRequest() {
    TestDevice host = TestDevice.connect(SERVER.url());
    devices.add(host);
    host.send("REGISTER_DEVICE", host.introduction());
    host.send("CREATE_SESSION", host.createRequest("dev-pro"));
    host.nextPush("DEVICE_REGISTERED");
    host.nextPush("SESSION_CREATED");
  }
}
