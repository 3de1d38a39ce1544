package com.augmentalis.netavanue.contract.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.bus.MalformedRecordException;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionEventJsonTest {

  private static final SocketLocation THERE =
      new SocketLocation("gw", "sock", 1_800_000_000_000_001L);

  private static final List<SessionEvent> ONE_OF_EACH =
      List.of(
          new SessionEvent.SessionCreated("s", 1, 10, "host", SessionType.CALL),
          new SessionEvent.HubElected("s", 2, 10, "host", HubReason.INITIAL, 55),
          new SessionEvent.ParticipantJoined(
              "s",
              3,
              11,
              new Member(
                  "guest",
                  "Name",
                  Platform.WEB,
                  DeviceType.PHONE,
                  ParticipantRole.GUEST,
                  7,
                  false,
                  true,
                  THERE)),
          new SessionEvent.RoleChanged(
              "s", 4, 12, "guest", ParticipantRole.GUEST, ParticipantRole.HUB),
          new SessionEvent.PeerDisconnected("s", 5, 13, "guest", 30),
          new SessionEvent.PeerReconnected("s", 6, 14, "guest", THERE),
          new SessionEvent.PeerMoved("s", 7, 15, "guest", THERE),
          new SessionEvent.ParticipantLeft("s", 8, 16, "guest", LeaveReason.TIMEOUT),
          new SessionEvent.SessionEnded("s", 9, 17, EndReason.HOST_LEFT));

  @Test
  void everyEventSurvivesTheBus() {
    SessionEvents batch = new SessionEvents("s", ONE_OF_EACH);
    assertEquals(batch, ContractJson.decode(ContractJson.encode(batch), SessionEvents.class));
  }

  @Test
  void theTypeInTheJsonIsTheEventsOwn() {
    for (SessionEvent event : ONE_OF_EACH) {
      assertEquals(event.type(), new JsonObject(ContractJson.encode(event)).getString("type"));
    }
  }

  @Test
  void whatANewerServiceAddsIsPassedOver() {
    Buffer newer =
        Buffer.buffer(
            "{\"type\":\"SESSION_ENDED\",\"sessionId\":\"s\",\"version\":2,\"at\":3,"
                + "\"reason\":\"TIMEOUT\",\"added\":{\"later\":true}}");
    assertEquals(
        new SessionEvent.SessionEnded("s", 2, 3, EndReason.TIMEOUT),
        ContractJson.decode(newer, SessionEvent.class));
  }

  @Test
  void anUnknownEventIsMalformed() {
    Buffer unknown = Buffer.buffer("{\"type\":\"NEWS\",\"sessionId\":\"s\"}");
    assertThrows(
        MalformedRecordException.class, () -> ContractJson.decode(unknown, SessionEvent.class));
  }
}
