package com.augmentalis.netavanue.contract.session;

/**
 * The role of a participant: the creator is HOST for the life of the session, the elected hub is
 * HUB when it is another, all others are SPOKE while there is such a hub and GUEST otherwise.
 */
public enum ParticipantRole {
  HOST,
  HUB,
  SPOKE,
  GUEST
}
