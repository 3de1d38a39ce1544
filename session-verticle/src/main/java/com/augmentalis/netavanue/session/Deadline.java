package com.augmentalis.netavanue.session;

import java.util.Objects;
import java.util.Optional;

/**
 * A promise to look at a session at some time: at its end, or at the end of the grace of a
 * participant whose socket is gone. What then is to do stands in the session, not here.
 *
 * @param sessionId the session
 * @param fingerprint the participant, or null for the session's end
 * @param epoch the epoch of the participant's socket; each disconnect has its own deadline
 */
public record Deadline(String sessionId, String fingerprint, long epoch) {

  private static final char SEPARATOR = '|';

  public Deadline {
    Objects.requireNonNull(sessionId, "sessionId");
  }

  /** The end of a session, and then the writing of its history. */
  public static Deadline ofSession(String sessionId) {
    return new Deadline(sessionId, null, 0);
  }

  /** The end of a participant's grace. */
  public static Deadline ofGrace(String sessionId, String fingerprint, long epoch) {
    return new Deadline(sessionId, Objects.requireNonNull(fingerprint, "fingerprint"), epoch);
  }

  /** Whether it is about a participant. */
  public boolean isGrace() {
    return fingerprint != null;
  }

  /** Its form as text. */
  public String encode() {
    return isGrace() ? sessionId + SEPARATOR + fingerprint + SEPARATOR + epoch : sessionId;
  }

  /** Reads what {@link #encode()} made; empty for anything else. */
  public static Optional<Deadline> decode(String text) {
    int first = text.indexOf(SEPARATOR);
    if (first < 0) {
      return Optional.of(ofSession(text));
    }
    int last = text.lastIndexOf(SEPARATOR);
    if (last == first) {
      return Optional.empty();
    }
    try {
      long epoch = Long.parseLong(text.substring(last + 1));
      return Optional.of(ofGrace(text.substring(0, first), text.substring(first + 1, last), epoch));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
