package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionViewTest {

  private static final SocketLocation HERE = new SocketLocation("here", "s", 1);

  private static Member member(String fingerprint) {
    return new Member(
        fingerprint,
        fingerprint,
        Platform.DESKTOP,
        DeviceType.DESKTOP,
        ParticipantRole.GUEST,
        10,
        false,
        true,
        HERE);
  }

  private static SessionState state(long version, String... fingerprints) {
    List<Member> members = Arrays.stream(fingerprints).map(SessionViewTest::member).toList();
    return new SessionState(
        "session",
        version,
        "host",
        "host",
        SessionType.CALL,
        Topology.STAR,
        LicenseTier.PRO,
        "AVNE-2222-3333",
        0,
        1,
        10,
        members);
  }

  private static SessionEvent joined(long version, String fingerprint) {
    return new SessionEvent.ParticipantJoined("session", version, 0, member(fingerprint));
  }

  private static SessionEvent left(long version, String fingerprint) {
    return new SessionEvent.ParticipantLeft("session", version, 0, fingerprint, LeaveReason.LEFT);
  }

  private static List<Long> versions(List<SessionEvent> events) {
    return events.stream().map(SessionEvent::version).toList();
  }

  @Test
  void handsOutEventsInOrderWhateverOrderTheyComeIn() {
    long seed = new Random().nextLong();
    System.out.println("SessionViewTest seed " + seed);
    List<SessionEvent> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(joined(3 + i, "guest" + i));
      events.add(joined(3 + i, "guest" + i));
    }
    Collections.shuffle(events, new Random(seed));
    SessionView view = new SessionView(state(2, "host"));
    List<Long> handedOut = new ArrayList<>();
    for (SessionEvent event : events) {
      handedOut.addAll(versions(view.accept(event)));
    }
    List<Long> expected = new ArrayList<>();
    for (long version = 3; version < 203; version++) {
      expected.add(version);
    }
    assertEquals(expected, handedOut);
    assertFalse(view.hasGap());
    assertNotNull(view.seat("guest199"));
  }

  @Test
  void anEarlierEventDoesNotUndoANewerState() {
    SessionView view = new SessionView(state(2, "host", "guest"));
    view.adopt(state(4, "host"));
    assertEquals(List.of(3L), versions(view.accept(joined(3, "late"))));
    assertNull(view.seat("late"), "left again by version 4");
    assertEquals(List.of(4L), versions(view.accept(left(4, "late"))));
    assertEquals(List.of(5L), versions(view.accept(joined(5, "next"))));
    assertNotNull(view.seat("next"));
  }

  @Test
  void aGapHoldsBackWhatComesAfterIt() {
    SessionView view = new SessionView(state(2, "host"));
    assertEquals(List.of(), view.accept(joined(4, "b")));
    assertTrue(view.hasGap());
    assertNull(view.seat("b"));
    assertEquals(List.of(3L, 4L), versions(view.accept(joined(3, "a"))));
    assertFalse(view.hasGap());
  }

  @Test
  void skippingTakesTheStateAndGoesOnAfterIt() {
    SessionView view = new SessionView(state(2, "host"));
    assertEquals(List.of(), view.accept(joined(9, "z")));
    assertEquals(List.of(9L), versions(view.skipTo(state(8, "host", "y"))));
    assertNotNull(view.seat("y"));
    assertNotNull(view.seat("z"));
    assertEquals(List.of(), view.accept(joined(5, "old")));
  }

  @Test
  void whatWaitsForAMissingEventIsBounded() {
    SessionView view = new SessionView(state(2, "host"));
    for (int i = 0; i < 1_000; i++) {
      assertEquals(List.of(), view.accept(joined(4 + i, "g" + i)));
    }
    assertEquals(257, view.accept(joined(3, "first")).size());
  }

  @Test
  void theEndOfASessionEmptiesIt() {
    SessionView view = new SessionView(state(2, "host", "guest"));
    assertEquals(
        List.of(3L),
        versions(view.accept(new SessionEvent.SessionEnded("session", 3, 0, EndReason.HOST_LEFT))));
    assertNull(view.seat("guest"));
  }

  @Test
  void aMemberThatIsAwayKeepsItsSeatAndComesBackElsewhere() {
    SessionView view = new SessionView(state(2, "host", "guest"));
    assertEquals(
        1, view.accept(new SessionEvent.PeerDisconnected("session", 3, 0, "guest", 30)).size());
    assertFalse(view.seat("guest").connected());
    SocketLocation there = new SocketLocation("there", "t", 9);
    assertEquals(
        1, view.accept(new SessionEvent.PeerReconnected("session", 4, 0, "guest", there)).size());
    assertEquals(new SessionView.Seat("guest", there, true), view.seat("guest"));
  }
}
