package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events on their way: in order, to the right gateways, exact in every field. */
class PublishingTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private SessionTestBed bed;

  @BeforeEach
  void start() {
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options()).deploy();
  }

  @AfterEach
  void stop() {
    bed.close();
    REDIS.flush();
  }

  @Test
  void noReplyWaitsForAGateway() {
    List<Object> heard = new ArrayList<>();
    await(bed.vertx.eventBus().consumer(Addresses.gateway("mute"), heard::add).completion());
    SessionState session = await(bed.create(bed.device("mute", 50), LicenseTier.PRO));
    assertEquals(2, await(bed.join(session, bed.device("nowhere", 10))).members().size());
  }

  @Test
  void aGatewayIsSentEventsInOrderWhileRequestsOverlap() {
    GatewayRecorder east = bed.gateway("east");
    JoiningDevice host = bed.device("east", 50);
    SessionState session = await(bed.create(host, LicenseTier.BUSINESS));
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(bed.join(session, bed.device("west", i)));
      all.add(
          bed.bus.request(
              new UpdateScore(
                  session.sessionId(), fingerprint(host), new CapabilityScore(i, false))));
    }
    await(Future.all(all));
    long last = bed.call(new FetchSession(session.sessionId())).version();
    List<Long> versions = east.next((int) last).stream().map(SessionEvent::version).toList();
    for (int i = 0; i < last; i++) {
      assertEquals(i + 1, versions.get(i));
    }
  }

  @Test
  void onlyGatewaysOfTheSessionHearOfIt() {
    GatewayRecorder east = bed.gateway("east");
    GatewayRecorder west = bed.gateway("west");
    GatewayRecorder north = bed.gateway("north");
    SessionState session = await(bed.create(bed.device("east", 50), LicenseTier.PRO));
    await(bed.join(session, bed.device("west", 10)));
    await(bed.create(bed.device("north", 50), LicenseTier.PRO));
    assertEquals(3, east.next(3).size());
    assertEquals(1, west.next(1).size());
    assertEquals(2, north.next(2).size());
    assertEquals(List.of(), east.drain());
    assertEquals(List.of(), west.drain());
  }

  @Test
  void namesAndNumbersSurviveTheScripts() {
    GatewayRecorder west = bed.gateway("west");
    long epoch = (1L << 53) - 1;
    String name = "\"epoch\":\"17\" \\\"epoch\":\"18\" / é 😀 \u0000 \n {}[] <b>";
    JoiningDevice plain = bed.device("west", 50);
    JoiningDevice odd =
        new JoiningDevice(
            new Device(
                plain.device().deviceId(),
                null,
                fingerprint(plain),
                name,
                Platform.WEB,
                DeviceType.GLASSES),
            new SocketLocation("west", "a \"quoted\" socket/1", epoch),
            new CapabilityScore(Integer.MAX_VALUE, false));
    SessionState session = await(bed.create(bed.device("west", 50), LicenseTier.ENTERPRISE));
    SessionState joined = await(bed.join(session, odd));
    west.next(2);
    SessionEvent.ParticipantJoined event = west.next(SessionEvent.ParticipantJoined.class);
    assertEquals(name, event.participant().deviceName());
    assertEquals(odd.location(), event.participant().location());
    assertEquals(odd.location(), joined.members().get(1).location());
    assertEquals(name, joined.members().get(1).deviceName());
    assertEquals(Integer.MAX_VALUE, joined.members().get(1).capabilityScore());
    assertEquals(Integer.MAX_VALUE, west.next(SessionEvent.HubElected.class).score());
    assertEquals(joined, bed.call(new FetchSession(session.sessionId())));
    assertEquals(event, bed.call(new FetchEvents(session.sessionId(), 2)).events().get(0));
  }

  @Test
  void theLogIsBounded() {
    JoiningDevice host = bed.device("east", 50);
    JoiningDevice guest = bed.device("east", 10);
    SessionState session = await(bed.join(await(bed.create(host, LicenseTier.PRO)), guest));
    for (int i = 0; i < 200; i++) {
      bed.call(
          new UpdateScore(
              session.sessionId(), fingerprint(guest), new CapabilityScore(i % 2 * 100, false)));
    }
    String log = "signaling:session:{" + session.sessionId() + "}:events";
    assertEquals(256, bed.redis(Command.LLEN, log).toInteger());
    long version = bed.call(new FetchSession(session.sessionId())).version();
    List<SessionEvent> kept = bed.call(new FetchEvents(session.sessionId(), 0)).events();
    assertEquals(version - 255, kept.get(0).version());
    assertEquals(version, kept.get(255).version());
  }

  @Test
  void everyKeyOfASessionLapses() {
    SessionState session =
        await(
            bed.join(
                await(bed.create(bed.device("east", 50), LicenseTier.FREE)),
                bed.device("west", 10)));
    String record = "signaling:session:{" + session.sessionId() + "}";
    long life = 55 * 60_000;
    for (String key :
        List.of(
            record,
            record + ":participants",
            record + ":members",
            record + ":events",
            "signaling:invite:" + session.inviteCode())) {
      long ttl = bed.redis(Command.PTTL, key).toLong();
      assertEquals((double) life, (double) ttl, 30_000, key);
    }
  }
}
