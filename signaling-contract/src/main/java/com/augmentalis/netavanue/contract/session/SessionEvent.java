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

  /** The session. */
  String sessionId();

  /** The event's number in its session, from 1. */
  long version();

  /** When it was decided, in epoch milliseconds. */
  long at();

  /** A session began; always version 1. */
  record SessionCreated(
      String sessionId, long version, long at, String hostFingerprint, SessionType sessionType)
      implements SessionEvent {}

  /** A device joined; all but itself are told. */
  record ParticipantJoined(String sessionId, long version, long at, Member participant)
      implements SessionEvent {}

  /** A participant is gone; all who remain are told. */
  record ParticipantLeft(
      String sessionId, long version, long at, String fingerprint, LeaveReason reason)
      implements SessionEvent {}

  /** A hub was elected; everyone is told. */
  record HubElected(
      String sessionId, long version, long at, String hubFingerprint, HubReason reason, int score)
      implements SessionEvent {}

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
      implements SessionEvent {}

  /** A participant's socket is gone and its seat is kept for a while; everyone else is told. */
  record PeerDisconnected(
      String sessionId, long version, long at, String fingerprint, int graceSeconds)
      implements SessionEvent {}

  /** A participant that was away is back on a new socket; everyone else is told. */
  record PeerReconnected(
      String sessionId, long version, long at, String fingerprint, SocketLocation location)
      implements SessionEvent {}

  /**
   * A participant speaks through another socket without having been away. Gateways follow it; no
   * device is told.
   */
  record PeerMoved(
      String sessionId, long version, long at, String fingerprint, SocketLocation location)
      implements SessionEvent {}

  /** The session is over; everyone is told and nothing follows. */
  record SessionEnded(String sessionId, long version, long at, EndReason reason)
      implements SessionEvent {}
}
