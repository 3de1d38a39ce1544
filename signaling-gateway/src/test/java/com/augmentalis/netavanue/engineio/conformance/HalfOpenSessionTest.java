package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.testing.BareServer;
import com.augmentalis.netavanue.testing.RawConnection;
import com.augmentalis.netavanue.testing.RawResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands of sessions that were opened and left alone. */
class HalfOpenSessionTest {

  @RegisterExtension static final BareServer SERVER = BareServer.published();

  private static final int ROOM = 50;

  @RegisterExtension static final BareServer SMALL = BareServer.small(ROOM);

  private static final String HANDSHAKE = "/engine.io/?EIO=4&transport=polling";

  @Test
  void forgetsThousandsOfAbandonedPollingSessions() {
    List<String> sids = new ArrayList<>();
    try (RawConnection connection = RawConnection.open(SERVER.port())) {
      for (int i = 0; i < 5_000; i++) {
        RawResponse response = connection.get(HANDSHAKE);
        assertEquals(200, response.status());
        sids.add(new JsonObject(response.text().substring(1)).getString("sid"));
      }
      // A GET waits until its session ends, or comes too late: either way the session must go.
      for (int i = sids.size() - 1; i >= 0; i -= 250) {
        RawResponse response = connection.get(HANDSHAKE + "&sid=" + sids.get(i));
        while (response.status() == 200) {
          response = connection.get(HANDSHAKE + "&sid=" + sids.get(i));
        }
        assertEquals(400, response.status());
      }
      for (String sid : sids) {
        assertEquals(400, connection.get(HANDSHAKE + "&sid=" + sid).status());
      }
      assertEquals(200, connection.get(HANDSHAKE).status());
    }
  }

  @Test
  void refusesSessionsBeyondItsBoundUntilOthersHaveGone() {
    try (RawConnection connection = RawConnection.open(SMALL.port())) {
      int opened = 0;
      RawResponse response = connection.get(HANDSHAKE);
      while (response.status() == 200) {
        opened++;
        response = connection.get(HANDSHAKE);
      }
      assertEquals(503, response.status());
      // The first may have gone while the last were opened, but not many times over.
      assertTrue(opened >= ROOM && opened < 10 * ROOM, "opened " + opened);
      while (response.status() == 503) {
        response = connection.get(HANDSHAKE);
      }
      assertEquals(200, response.status());
    }
  }
}
