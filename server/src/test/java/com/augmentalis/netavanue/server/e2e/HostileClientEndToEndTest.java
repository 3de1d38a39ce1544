package com.augmentalis.netavanue.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that break the rules, in a session with two that keep them: the offender is answered or
 * closed, the others go on.
 */
class HostileClientEndToEndTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.standard();

  private static final int MAX_PAYLOAD = 1_000_000;
  private static final int SMALL_BUFFER = 4_096;
  private static final int LARGE_OFFER = 250_000;

  /** Enough for the outbound limit of 4 MB and whatever the kernel's buffers take. */
  private static final int ENOUGH_OFFERS = 400;

  private static final String DEEP = "[".repeat(20_000) + "]".repeat(20_000);

  private final List<AutoCloseable> open = new ArrayList<>();
  private TestDevice host;
  private TestDevice guest;
  private JsonObject session;
  private final List<JsonObject> newsToGuest = new ArrayList<>();
  private int offers;

  @BeforeEach
  void meet() {
    host = TestDevice.register(SERVER.url());
    guest = TestDevice.register(SERVER.url());
    session = host.create("dev-pro");
    guest.join(session.getString("inviteCode"));
    host.nextPush("PARTICIPANT_JOINED");
  }

  @AfterEach
  void disconnect() throws Exception {
    host.close();
    guest.close();
    for (AutoCloseable connection : open) {
      connection.close();
    }
  }

  /** A member of the session that is about to misbehave. */
  private RawDevice offender(int receiveBuffer) throws IOException {
    RawDevice offender = RawDevice.connect(SERVER.url(), receiveBuffer);
    open.add(offender);
    offender.request(
        "REGISTER_DEVICE", offender.introduction("key", "DESKTOP"), "DEVICE_REGISTERED");
    offender.request(
        "JOIN_SESSION", offender.joinRequest(session.getString("inviteCode")), "SESSION_JOINED");
    host.nextPush("PARTICIPANT_JOINED");
    guest.nextPush("PARTICIPANT_JOINED");
    return offender;
  }

  /** The next offer reaches the guest, perhaps behind news of the offender. */
  private void offerToGuest() {
    String sdp = "offer " + offers++;
    host.request("SDP_OFFER", host.offer(session.getString("sessionId"), guest, sdp), "RELAYED");
    JsonObject push = guest.anyPush();
    while (!push.getString("type").equals("SDP_OFFER")) {
      newsToGuest.add(push);
      push = guest.anyPush();
    }
    assertEquals(sdp, push.getString("sdp"));
  }

  private void assertParted(RawDevice offender) {
    assertEquals(
        offender.fingerprint(), host.nextPush("PEER_DISCONNECTED").getString("fingerprint"));
    if (newsToGuest.isEmpty()) {
      newsToGuest.add(guest.anyPush());
    }
    JsonObject news = newsToGuest.get(0);
    assertEquals("PEER_DISCONNECTED", news.getString("type"));
    assertEquals(offender.fingerprint(), news.getString("fingerprint"));
    offerToGuest();
  }

  @Test
  void whoNeverReadsIsClosedAndTheOthersNoticeNothing() throws IOException {
    RawDevice deaf = offender(SMALL_BUFFER);
    JsonObject large =
        new JsonObject()
            .put("sessionId", session.getString("sessionId"))
            .put("fromFingerprint", host.fingerprint())
            .put("toFingerprint", deaf.fingerprint())
            .put("sdp", "x".repeat(LARGE_OFFER));
    int sent = 0;
    while (host.isQuiet()) {
      assertTrue(sent++ < ENOUGH_OFFERS, "the slow consumer is never closed");
      String type = host.request("SDP_OFFER", large).getString("type");
      assertTrue(type.equals("RELAYED") || type.equals("ERROR"), type);
      offerToGuest();
    }
    assertParted(deaf);
    deaf.awaitEnd();
  }

  @Test
  void aPacketOfTheLimitIsAnsweredAndOneByteMoreEndsTheConnection() throws IOException {
    RawDevice offender = offender(0);
    String start = "42/signaling,[\"SDP_OFFER\",{\"sdp\":\"";
    String end = "\"}]";
    String fill = "x".repeat(MAX_PAYLOAD - start.length() - end.length());
    offender.send(start + fill + end);
    assertEquals("INVALID_MESSAGE", offender.nextPush("ERROR").getString("code"));
    offender.send(start + fill + "x" + end);
    offender.awaitEnd();
    assertParted(offender);
  }

  @Test
  void jsonThatIsNestedTooDeepInCapabilitiesHarmsItsSenderOnly() throws IOException {
    RawDevice offender = offender(0);
    offender.send(
        "42/signaling,0[\"CAPABILITY_UPDATE\",{\"sessionId\":\""
            + session.getString("sessionId")
            + "\",\"fingerprint\":\""
            + offender.fingerprint()
            + "\",\"capabilities\":{\"cpuCores\":1,\"ramMb\":1,\"supportedCodecs\":"
            + DEEP
            + "}}]");
    offender.awaitEnd();
    assertParted(offender);
  }

  @Test
  void jsonThatIsNestedTooDeepBesideAnSdpIsNotRelayed() throws IOException {
    RawDevice offender = offender(0);
    String relay =
        offender
            .relay(session.getString("sessionId"), guest.fingerprint())
            .put("sdp", "v=0")
            .encode();
    offender.send(
        "42/signaling,0[\"SDP_OFFER\","
            + relay.substring(0, relay.length() - 1)
            + ",\"extra\":"
            + DEEP
            + "}]");
    offender.awaitEnd();
    assertParted(offender);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example", "null", "http://127.0.0.1:1"})
  void aPageOfAForeignOriginOpensNoWebSocket(String origin) throws IOException {
    try (RawDevice device = RawDevice.upgrade(SERVER.url(), "Origin: " + origin + "\r\n", 0)) {
      assertTrue(device.head().startsWith("HTTP/1.1 403 "), device::head);
      assertFalse(device.head().toLowerCase(Locale.ROOT).contains("upgrade: websocket"));
    }
    offerToGuest();
  }

  @Test
  void aPageOfTheServersOwnHostOpensOne() throws IOException {
    String own = "Origin: http://" + URI.create(SERVER.url()).getAuthority() + "\r\n";
    for (String header : List.of(own, "")) {
      try (RawDevice device = RawDevice.upgrade(SERVER.url(), header, 0)) {
        assertTrue(device.head().startsWith("HTTP/1.1 101 "), device::head);
        device.handshake();
      }
    }
  }
}
