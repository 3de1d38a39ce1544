package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Something that happened in a session. Each event has the version one above the event before it;
 * whoever sees a gap has missed one and asks for it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionEvent.SessionCreated.class, name = "SESSION_CREATED"),
  @JsonSubTypes.Type(value = SessionEvent.ParticipantJoined.class, name = "PARTICIPANT_JOINED"),
  @JsonSubTypes.Type(value = SessionEvent.ParticipantLeft.class, name = "PARTICIPANT_LEFT"),
  @JsonSubTypes.Type(value = SessionEvent.HubElected.class, name = "HUB_ELECTED"),
  @JsonSubTypes.Type(value = SessionEvent.RoleChanged.class, name = "ROLE_CHANGED"),
  @JsonSubTypes.Type(value = SessionEvent.PeerDisconnected.class, name = "PEER_DISCONNECTED"),
  @JsonSubTypes.Type(value = SessionEvent.PeerReconnected.class, name = "PEER_RECONNECTED"),
  @JsonSubTypes.Type(value = SessionEvent.PeerMoved.class, name = "PEER_MOVED"),
  @JsonSubTypes.Type(value = SessionEvent.SessionEnded.class, name = "SESSION_ENDED")
})
public sealed interface SessionEvent {

  /** The event's name, as it stands in the JSON and in the address it is published on. */
  String type();

  /** The session. */
  String sessionId();

  /** The event's number in its session, from 1. */
  long version();

  /** When it was decided, in epoch milliseconds. */
  long at();

  /** A session began; always version 1. */
  record SessionCreated(
      String sessionId, long version, long at, String hostFingerprint, SessionType sessionType)
      implements SessionEvent {

    @Override
    public String type() {
      return "SESSION_CREATED";
    }
  }

  /** A device joined; all but itself are told. */
  record ParticipantJoined(String sessionId, long version, long at, Member participant)
      implements SessionEvent {

    @Override
    public String type() {
      return "PARTICIPANT_JOINED";
    }
  }

  /** A participant is gone; all who remain are told. */
  record ParticipantLeft(
      String sessionId, long version, long at, String fingerprint, LeaveReason reason)
      implements SessionEvent {

    @Override
    public String type() {
      return "PARTICIPANT_LEFT";
    }
  }

  /** A hub was elected; everyone is told. */
  record HubElected(
      String sessionId, long version, long at, String hubFingerprint, HubReason reason, int score)
      implements SessionEvent {

    @Override
    public String type() {
      return "HUB_ELECTED";
    }
  }

  /**
   * A participant's role changed. It is told itself; everyone is told when {@link
   * ParticipantRole#HUB} was gained or lost.
   */
  record RoleChanged(
      String sessionId,
      long version,
      long at,
      String fingerprint,
      ParticipantRole oldRole,
      ParticipantRole newRole)
      implements SessionEvent {

    @Override
    public String type() {
      return "ROLE_CHANGED";
    }
  }

  /** A participant's socket is gone and its seat is kept for a while; everyone else is told. */
  record PeerDisconnected(
      String sessionId, long version, long at, String fingerprint, int graceSeconds)
      implements SessionEvent {

    @Override
    public String type() {
      return "PEER_DISCONNECTED";
    }
  }

  /** A participant that was away is back on a new socket; everyone else is told. */
  record PeerReconnected(
      String sessionId, long version, long at, String fingerprint, SocketLocation location)
      implements SessionEvent {

    @Override
    public String type() {
      return "PEER_RECONNECTED";
    }
  }

  /**
   * A participant speaks through another socket without having been away. Gateways follow it; no
   * device is told.
   */
  record PeerMoved(
      String sessionId, long version, long at, String fingerprint, SocketLocation location)
      implements SessionEvent {

    @Override
    public String type() {
      return "PEER_MOVED";
    }
  }

  /** The session is over; everyone is told and nothing follows. */
  record SessionEnded(String sessionId, long version, long at, EndReason reason)
      implements SessionEvent {

    @Override
    public String type() {
      return "SESSION_ENDED";
    }
  }
}
