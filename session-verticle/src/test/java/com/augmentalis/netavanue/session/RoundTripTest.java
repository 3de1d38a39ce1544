package com.augmentalis.netavanue.session;

import static com.augmentalis.netavanue.session.SessionTestBed.fingerprint;
import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveSession;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.UpdateScore;
import com.augmentalis.netavanue.store.Await;
import com.augmentalis.netavanue.store.EmbeddedPostgresExtension;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How often a request waits for Redis. Between the two stands a relay with a long way back, so all
 * that is sent without waiting arrives before the first reply leaves: each time the client speaks
 * again after a reply is one round trip more.
 */
class RoundTripTest {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  @RegisterExtension
  static final EmbeddedPostgresExtension POSTGRES = new EmbeddedPostgresExtension();

  private static final long WAY_BACK_MS = 40;

  /** Counts on its one event loop; read from the test. */
  private static final class Relay {
    final Vertx vertx = Vertx.vertx();
    final AtomicInteger roundTrips = new AtomicInteger();
    boolean clientMaySpeak = true;
    int port;

    Relay(int target) {
      var client = vertx.createNetClient();
      port =
          await(
                  vertx
                      .createNetServer()
                      .connectHandler(
                          inbound -> {
                            inbound.pause();
                            client
                                .connect(target, "127.0.0.1")
                                .onSuccess(outbound -> join(inbound, outbound))
                                .onFailure(failure -> inbound.close());
                          })
                      .listen(0, "127.0.0.1"))
              .actualPort();
    }

    private void join(NetSocket inbound, NetSocket outbound) {
      inbound.handler(
          data -> {
            if (clientMaySpeak) {
              clientMaySpeak = false;
              roundTrips.incrementAndGet();
            }
            outbound.write(data);
          });
      outbound.handler(
          data ->
              vertx.setTimer(
                  WAY_BACK_MS,
                  id -> {
                    clientMaySpeak = true;
                    inbound.write(data);
                  }));
      inbound.resume();
    }
  }

  private SessionTestBed bed;
  private Relay relay;

  @BeforeEach
  void start() {
    relay = new Relay(REDIS.port());
    bed = new SessionTestBed(REDIS.options(), POSTGRES.options());
    bed.deploy(
        SessionTestBed.OPTIONS.withSweepInterval(Duration.ofHours(1)),
        EmbeddedRedisExtension.optionsAt(relay.port),
        POSTGRES.options());
  }

  @AfterEach
  void stop() {
    bed.close();
    await(relay.vertx.close());
    REDIS.flush();
  }

  @Test
  void noRequestWaitsForMoreThanThreeRoundTrips() {
    warmUp();
    JoiningDevice host = bed.device("east", 50);
    JoiningDevice guest = bed.device("west", 10);
    int before = relay.roundTrips.get();
    SessionState session = await(bed.create(host, LicenseTier.PRO));
    before = assertTrips("CREATE", 3, before);
    await(bed.join(session, guest));
    before = assertTrips("JOIN", 3, before);
    String id = session.sessionId();
    bed.call(new UpdateScore(id, fingerprint(guest), new CapabilityScore(5, false)));
    before = assertTrips("UPDATE", 1, before);
    bed.call(new FetchSession(id));
    before = assertTrips("FETCH", 1, before);
    bed.call(new FetchEvents(id, 0));
    before = assertTrips("EVENTS", 1, before);
    bed.call(new DisconnectMember(id, fingerprint(guest), guest.location().epoch()));
    before = assertTrips("DISCONNECT", 2, before);
    await(bed.join(session, guest));
    before = assertTrips("JOIN again", 3, before);
    bed.call(new LeaveSession(id, fingerprint(guest)));
    String seats = "signaling:device:{" + fingerprint(guest) + "}:sessions";
    Await.until("the seat is given back", () -> bed.redis(Command.EXISTS, seats).toInteger() == 0);
    assertTrips("LEAVE, and then giving back the seat", 2, before);
  }

  private int assertTrips(String request, int expected, int before) {
    int now = relay.roundTrips.get();
    assertEquals(expected, now - before, request);
    assertTrue(now - before <= 3);
    return now;
  }

  /** Lets the server learn the scripts, and the licence get into the cache. */
  private void warmUp() {
    JoiningDevice host = bed.device("east", 50);
    JoiningDevice guest = bed.device("west", 10);
    SessionState session = await(bed.join(await(bed.create(host, LicenseTier.PRO)), guest));
    String id = session.sessionId();
    bed.call(new UpdateScore(id, fingerprint(guest), new CapabilityScore(5, false)));
    bed.call(new FetchSession(id));
    bed.call(new FetchEvents(id, 0));
    bed.call(new DisconnectMember(id, fingerprint(guest), guest.location().epoch()));
    bed.call(new LeaveSession(id, fingerprint(guest)));
    // What follows the leaving goes out with this at the latest, and its replies come before.
    bed.call(new FetchSession(id));
  }
}
