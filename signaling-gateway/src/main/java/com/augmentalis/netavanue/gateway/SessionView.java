package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gateway instance knows of a session that one of its sockets is in: enough to relay without
 * asking anyone. It is handed over in the reply to a join and kept current by the session's events.
 *
 * <p>Two numbers move apart for a moment. Membership is known up to the newest state or event seen
 * ({@code stateVersion}). Events go out to the sockets strictly one after the other ({@code
 * eventVersion}); one that comes early waits for those before it. Each socket gets the events after
 * the version that its own ack told it.
 */
final class SessionView {

  /** Enough to cover the events decided while a join's reply is under way. */
  private static final int RECENT_EVENTS = 64;

  /** Events that wait for an earlier one; beyond this the whole session is fetched instead. */
  private static final int WAITING_EVENTS = 256;

  /** Up to here looking at each seat beats decoding a field for the map. */
  private static final int FEW_SEATS = 8;

  private final String sessionId;
  private final LicenseTier tier;
  private final String hostFingerprint;
  private final Map<String, Seat> seats = new HashMap<>();
  private final Map<String, LocalMember> locals = new HashMap<>(4);
  private final ArrayDeque<SessionEvent> recent = new ArrayDeque<>(4);
  private final TreeMap<Long, SessionEvent> waiting = new TreeMap<>();
  private long stateVersion;
  private long eventVersion;

  SessionView(SessionState state) {
    this.sessionId = state.sessionId();
    this.tier = state.tier();
    this.hostFingerprint = state.hostFingerprint();
    this.eventVersion = state.version();
    adopt(state);
  }

  /**
   * Where a member is.
   *
   * @param fingerprint the member
   * @param location its socket, the last one while it is away
   * @param connected whether it is there
   */
  record Seat(String fingerprint, SocketLocation location, boolean connected) {}

  /**
   * A member whose socket is here.
   *
   * @param socket the socket
   * @param floor the version that its own ack told it; only later events are pushed
   */
  record LocalMember(DeviceSocket socket, long floor) {}

  String sessionId() {
    return sessionId;
  }

  LicenseTier tier() {
    return tier;
  }

  String hostFingerprint() {
    return hostFingerprint;
  }

  long eventVersion() {
    return eventVersion;
  }

  /** The member's seat, or null when it is no member. */
  Seat seat(String fingerprint) {
    return seats.get(fingerprint);
  }

  /** The seat that a field of a message names, or null when it names no member. */
  Seat seatNamed(ObjectMembers message, String field) {
    if (seats.size() > FEW_SEATS) {
      return seats.get(message.string(field));
    }
    for (Seat seat : seats.values()) {
      if (message.stringEquals(field, seat.fingerprint())) {
        return seat;
      }
    }
    return null;
  }

  private static Seat seatOf(Member member) {
    return new Seat(member.fingerprint(), member.location(), member.connected());
  }

  /** The member whose socket is here, or null. */
  LocalMember local(String fingerprint) {
    return locals.get(fingerprint);
  }

  Collection<LocalMember> locals() {
    return locals.values();
  }

  /** The latest events that went out, oldest first. */
  Collection<SessionEvent> recent() {
    return recent;
  }

  /** Takes over the membership of a newer state; the order of events is not touched. */
  void adopt(SessionState state) {
    if (state.version() < stateVersion) {
      return;
    }
    seats.clear();
    for (Member member : state.members()) {
      seats.put(member.fingerprint(), seatOf(member));
    }
    stateVersion = state.version();
  }

  /** Gives up on missed events: the state says how things stand, and events go on after it. */
  List<SessionEvent> skipTo(SessionState state) {
    adopt(state);
    if (state.version() > eventVersion) {
      eventVersion = state.version();
      recent.clear();
    }
    waiting.headMap(eventVersion, true).clear();
    return takeReady();
  }

  /**
   * Adds a member whose socket is here.
   *
   * @param floor the version that its ack told it
   * @return the events after that version which went out already and which it must still get
   */
  List<SessionEvent> addLocal(DeviceSocket socket, long floor) {
    locals.put(socket.fingerprint(), new LocalMember(socket, floor));
    List<SessionEvent> missed = new ArrayList<>();
    for (SessionEvent event : recent) {
      if (event.version() > floor) {
        missed.add(event);
      }
    }
    return missed;
  }

  /** Removes a member whose socket was here, if it is still this socket. */
  void removeLocal(DeviceSocket socket) {
    LocalMember local = locals.get(socket.fingerprint());
    if (local != null && local.socket() == socket) {
      locals.remove(socket.fingerprint());
    }
  }

  /** Forgets a member that has left, before the event that says so arrives. */
  void removeSeat(String fingerprint) {
    seats.remove(fingerprint);
  }

  /**
   * Takes an event in.
   *
   * @return the events that are now due, oldest first; empty when an earlier one is missing
   */
  List<SessionEvent> accept(SessionEvent event) {
    boolean next = event.version() == eventVersion + 1;
    if (event.version() <= eventVersion || (!next && waiting.size() >= WAITING_EVENTS)) {
      return List.of();
    }
    waiting.put(event.version(), event);
    return takeReady();
  }

  /** Whether an event waits for one that has not come. */
  boolean hasGap() {
    return !waiting.isEmpty();
  }

  private List<SessionEvent> takeReady() {
    List<SessionEvent> ready = new ArrayList<>(2);
    while (!waiting.isEmpty() && waiting.firstKey() == eventVersion + 1) {
      SessionEvent event = waiting.pollFirstEntry().getValue();
      eventVersion = event.version();
      if (event.version() > stateVersion) {
        apply(event);
        stateVersion = event.version();
      }
      if (recent.size() == RECENT_EVENTS) {
        recent.poll();
      }
      recent.add(event);
      ready.add(event);
    }
    return ready;
  }

  private void apply(SessionEvent event) {
    if (event instanceof SessionEvent.ParticipantJoined joined) {
      Member member = joined.participant();
      seats.put(member.fingerprint(), seatOf(member));
    } else if (event instanceof SessionEvent.ParticipantLeft left) {
      seats.remove(left.fingerprint());
    } else if (event instanceof SessionEvent.PeerDisconnected away) {
      seats.computeIfPresent(
          away.fingerprint(), (fp, seat) -> new Seat(fp, seat.location(), false));
    } else if (event instanceof SessionEvent.PeerReconnected back) {
      seats.put(back.fingerprint(), new Seat(back.fingerprint(), back.location(), true));
    } else if (event instanceof SessionEvent.PeerMoved moved) {
      seats.put(moved.fingerprint(), new Seat(moved.fingerprint(), moved.location(), true));
    } else if (event instanceof SessionEvent.SessionEnded) {
      seats.clear();
    }
  }
}
