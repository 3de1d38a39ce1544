package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.contract.session.EndReason;
import com.augmentalis.netavanue.contract.session.HubReason;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the protocol for one session, in memory and one step at a time: what the scripts are
 * held against. Written from the rules, not from the scripts.
 */
final class SessionModel {

  static final long GRACE_MS = 30_000;

  /** What the service answers to a step that it does not carry out. */
  enum Refusal {
    SESSION_FULL,
    SESSION_ENDED,
    NOT_IN_SESSION,
    DEVICE_REPLACED
  }

  private static final class Participant {
    final JoiningDevice identity;
    SocketLocation location;
    CapabilityScore score;
    boolean connected = true;
    long graceUntil;

    Participant(JoiningDevice device) {
      this.identity = device;
      this.location = device.location();
      this.score = device.score();
    }

    String fingerprint() {
      return identity.device().fingerprint();
    }
  }

  private final String sessionId;
  private final String host;
  private final int maxPeers;
  private final long expiresAt;
  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private final List<SessionEvent> events = new ArrayList<>();
  private String hub;
  private boolean ended;
  private long now;

  SessionModel(String sessionId, JoiningDevice host, int maxPeers, long createdAt, long expiresAt) {
    this.sessionId = sessionId;
    this.host = host.device().fingerprint();
    this.maxPeers = maxPeers;
    this.expiresAt = expiresAt;
    this.now = createdAt;
    add(
        new SessionEvent.SessionCreated(
            sessionId,
            next(),
            now,
            this.host,
            com.augmentalis.netavanue.contract.session.SessionType.CALL));
    participants.put(this.host, new Participant(host));
    electIfDue();
  }

  boolean ended() {
    return ended;
  }

  String hub() {
    return hub;
  }

  int version() {
    return events.size();
  }

  List<SessionEvent> events() {
    return List.copyOf(events);
  }

  List<Member> members() {
    return participants.values().stream().map(this::member).toList();
  }

  Optional<Refusal> join(JoiningDevice device, long at) {
    now = at;
    if (ended || now >= expiresAt) {
      return Optional.of(Refusal.SESSION_ENDED);
    }
    String who = device.device().fingerprint();
    Participant known = participants.get(who);
    if (known == null) {
      if (maxPeers >= 0 && participants.size() == maxPeers) {
        return Optional.of(Refusal.SESSION_FULL);
      }
      Participant added = new Participant(device);
      participants.put(who, added);
      add(new SessionEvent.ParticipantJoined(sessionId, next(), now, member(added)));
    } else {
      if (device.location().epoch() < known.location.epoch()) {
        return Optional.of(Refusal.DEVICE_REPLACED);
      }
      boolean moved = device.location().epoch() != known.location.epoch();
      known.location = device.location();
      known.score = device.score();
      if (!known.connected) {
        known.connected = true;
        add(new SessionEvent.PeerReconnected(sessionId, next(), now, who, known.location));
      } else if (moved) {
        add(new SessionEvent.PeerMoved(sessionId, next(), now, who, known.location));
      }
    }
    electIfDue();
    return Optional.empty();
  }

  Optional<Refusal> leave(String who, long at) {
    now = at;
    if (ended) {
      return Optional.of(Refusal.SESSION_ENDED);
    }
    if (!participants.containsKey(who)) {
      return Optional.of(Refusal.NOT_IN_SESSION);
    }
    depart(who, LeaveReason.LEFT);
    return Optional.empty();
  }

  void disconnect(String who, long epoch, long at) {
    now = at;
    Participant known = participants.get(who);
    if (ended || known == null || !known.connected || known.location.epoch() != epoch) {
      return;
    }
    known.connected = false;
    known.graceUntil = now + GRACE_MS;
    add(new SessionEvent.PeerDisconnected(sessionId, next(), now, who, 30));
  }

  Optional<Refusal> score(String who, CapabilityScore score, long at) {
    now = at;
    if (ended || now >= expiresAt) {
      return Optional.of(Refusal.SESSION_ENDED);
    }
    if (!participants.containsKey(who)) {
      return Optional.of(Refusal.NOT_IN_SESSION);
    }
    participants.get(who).score = score;
    electIfDue();
    return Optional.empty();
  }

  void timePasses(long at) {
    now = at;
    if (ended) {
      return;
    }
    if (now >= expiresAt) {
      end(EndReason.TIMEOUT);
      return;
    }
    List<Participant> away = new ArrayList<>(participants.values());
    away.removeIf(p -> p.connected || p.graceUntil > now);
    away.sort(Comparator.comparingLong(p -> p.graceUntil));
    for (Participant participant : away) {
      if (!ended) {
        depart(participant.fingerprint(), LeaveReason.TIMEOUT);
      }
    }
  }

  private void depart(String who, LeaveReason reason) {
    add(new SessionEvent.ParticipantLeft(sessionId, next(), now, who, reason));
    if (who.equals(host)) {
      end(EndReason.HOST_LEFT);
      return;
    }
    participants.remove(who);
    electIfDue();
  }

  private void end(EndReason reason) {
    add(new SessionEvent.SessionEnded(sessionId, next(), now, reason));
    ended = true;
  }

  /** "A hub in grace keeps its seat; when it leaves or times out the election is at once." */
  private void electIfDue() {
    Participant seated = hub == null ? null : participants.get(hub);
    if (seated != null && !seated.connected) {
      return;
    }
    Collection<Participant> present =
        participants.values().stream().filter(p -> p.connected).toList();
    if (present.isEmpty()) {
      present = participants.values();
    }
    boolean someoneCharged = present.stream().anyMatch(p -> !p.score.batteryLow());
    Participant winner = null;
    for (Participant candidate : present) {
      boolean eligible = !someoneCharged || !candidate.score.batteryLow();
      if (eligible && (winner == null || beats(candidate, winner, seated))) {
        winner = candidate;
      }
    }
    if (winner != seated) {
      seat(winner, reason(seated, someoneCharged));
    }
  }

  /** Candidates come in join order, so of equals the earlier stands unless the later is the hub. */
  private static boolean beats(Participant challenger, Participant leader, Participant seated) {
    if (challenger.score.score() == leader.score.score()) {
      return challenger == seated;
    }
    return challenger.score.score() > leader.score.score();
  }

  private HubReason reason(Participant seated, boolean someoneCharged) {
    if (hub == null) {
      return HubReason.INITIAL;
    }
    if (seated == null) {
      return HubReason.DISCONNECT;
    }
    return seated.score.batteryLow() && someoneCharged
        ? HubReason.BATTERY_LOW
        : HubReason.CAPABILITY_CHANGE;
  }

  private void seat(Participant winner, HubReason reason) {
    Map<String, ParticipantRole> before = new LinkedHashMap<>();
    participants.keySet().forEach(who -> before.put(who, role(who)));
    boolean first = hub == null;
    hub = winner.fingerprint();
    add(new SessionEvent.HubElected(sessionId, next(), now, hub, reason, winner.score.score()));
    if (first) {
      return;
    }
    before.forEach(
        (who, old) -> {
          if (role(who) != old) {
            add(new SessionEvent.RoleChanged(sessionId, next(), now, who, old, role(who)));
          }
        });
  }

  private ParticipantRole role(String who) {
    if (who.equals(host)) {
      return ParticipantRole.HOST;
    }
    if (host.equals(hub)) {
      return ParticipantRole.GUEST;
    }
    return who.equals(hub) ? ParticipantRole.HUB : ParticipantRole.SPOKE;
  }

  private Member member(Participant p) {
    return new Member(
        p.fingerprint(),
        p.identity.device().deviceName(),
        p.identity.device().platform(),
        p.identity.device().deviceType(),
        role(p.fingerprint()),
        p.score.score(),
        p.fingerprint().equals(host),
        p.connected,
        p.location);
  }

  private long next() {
    return events.size() + 1L;
  }

  private void add(SessionEvent event) {
    events.add(event);
  }
}
