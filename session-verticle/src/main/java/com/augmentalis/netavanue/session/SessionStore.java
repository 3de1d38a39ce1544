package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions live. Every change is atomic and decided there; the results of changes that one
 * caller asks for arrive in the order in which they were decided.
 *
 * <p>What is refused fails with a {@link com.augmentalis.netavanue.contract.ServiceException}:
 * {@code SESSION_NOT_FOUND} or {@code SESSION_ENDED}, what the method names, and {@code
 * UNAVAILABLE} when the store cannot be reached; then the change may have been made or not.
 */
public interface SessionStore {

  /** Makes a session. Its id must be new. */
  Future<SessionChange> create(NewSession session);

  /**
   * Takes a device in, or back when its seat is kept, or moves it to a newer socket. {@code
   * SESSION_FULL}; {@code DEVICE_REPLACED} when the device speaks through a newer socket already.
   */
  Future<SessionChange> join(String sessionId, JoiningDevice guest);

  /** Takes a participant out; the session ends with its host. {@code NOT_IN_SESSION}. */
  Future<SessionChange> leave(String sessionId, String fingerprint, LeaveReason reason);

  /**
   * Begins the grace of a participant whose socket is gone.
   *
   * @param graceUntil epoch milliseconds
   * @param graceSeconds the grace's length, as devices are told it
   * @return empty when it no longer speaks through the socket with this epoch
   */
  Future<Optional<SessionChange>> disconnect(
      String sessionId, String fingerprint, long epoch, long graceUntil, int graceSeconds);

  /** Changes a participant's score. {@code NOT_IN_SESSION}. */
  Future<SessionChange> updateScore(String sessionId, String fingerprint, CapabilityScore score);

  /** Reads a session. */
  Future<SessionChange> fetch(String sessionId);

  /**
   * Reads the events after a version. Only the latest are kept, so the first may be later than the
   * one asked for. A session that ended a short while ago still tells its last ones.
   */
  Future<List<SessionEvent>> events(String sessionId, long afterVersion);

  /**
   * Does what is due: ends the session when its time is over, and graces that are. Of a session
   * that is over already, gives its record and all stays, and keeps it a while longer.
   *
   * @return empty when there is no such session any more
   */
  Future<Optional<SessionChange>> sweep(String sessionId);

  /** Whether a device is a participant. */
  Future<Boolean> isMember(String sessionId, String fingerprint);

  /** Lets go of a session that is over, and whose history is written, after the given time. */
  Future<Void> forgetAfter(String sessionId, long millis);
}
