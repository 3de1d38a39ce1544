package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.contract.TierLimits;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.LeaveReason;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.session.NewSession;
import com.augmentalis.netavanue.session.SessionChange;
import com.augmentalis.netavanue.session.SessionStore;
import com.augmentalis.netavanue.store.RedisScript;
import com.augmentalis.netavanue.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sessions in Redis; see {@code common.lua} for how one is laid out. */
public final class RedisSessionStore implements SessionStore {

  /**
   * What all scripts are told.
   *
   * @param eventsKept events of a session that are kept
   * @param hubMargin points by which a challenger must surpass the hub
   * @param endedMemoryMs how long an ended id is told from an unknown one
   * @param retentionMs how long keys outlive their session at least
   */
  public record Settings(int eventsKept, int hubMargin, long endedMemoryMs, long retentionMs) {}

  private final RedisStore redis;
  private final Clock clock;
  private final Settings settings;

  /** A store whose times are this clock's. */
  public RedisSessionStore(RedisStore redis, Clock clock, Settings settings) {
    this.redis = redis;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public Future<SessionChange> create(NewSession session) {
    return change(
        SessionScripts.CREATE,
        session.sessionId(),
        record(session),
        ContractJson.encode(session.host()));
  }

  @Override
  public Future<SessionChange> join(String sessionId, JoiningDevice guest) {
    return change(SessionScripts.JOIN, sessionId, ContractJson.encode(guest));
  }

  @Override
  public Future<SessionChange> leave(String sessionId, String fingerprint, LeaveReason reason) {
    return change(SessionScripts.LEAVE, sessionId, fingerprint, reason.name());
  }

  @Override
  public Future<Optional<SessionChange>> disconnect(
      String sessionId, String fingerprint, long epoch, long graceUntil, int graceSeconds) {
    return run(SessionScripts.DISCONNECT, sessionId, fingerprint, epoch, graceUntil, graceSeconds)
        .map(RedisSessionStore::changeIfAny);
  }

  @Override
  public Future<SessionChange> updateScore(
      String sessionId, String fingerprint, CapabilityScore score) {
    return change(SessionScripts.SCORE, sessionId, fingerprint, ContractJson.encode(score));
  }

  @Override
  public Future<SessionChange> fetch(String sessionId) {
    return change(SessionScripts.FETCH, sessionId);
  }

  @Override
  public Future<List<SessionEvent>> events(String sessionId, long afterVersion) {
    return change(SessionScripts.EVENTS, sessionId, afterVersion).map(SessionChange::events);
  }

  @Override
  public Future<Optional<SessionChange>> sweep(String sessionId) {
    return run(SessionScripts.SWEEP, sessionId).map(RedisSessionStore::changeIfAny);
  }

  @Override
  public Future<Boolean> isMember(String sessionId, String fingerprint) {
    return redis
        .send(
            Request.cmd(Command.SISMEMBER)
                .arg(SessionKeys.participants(sessionId))
                .arg(fingerprint))
        .map(found -> found.toInteger() == 1);
  }

  @Override
  public Future<Void> forgetAfter(String sessionId, long millis) {
    List<Request> requests = new ArrayList<>();
    for (String key : SessionKeys.session(sessionId)) {
      requests.add(Request.cmd(Command.PEXPIRE).arg(key).arg(millis));
    }
    return redis.batch(requests).mapEmpty();
  }

  private Future<SessionChange> change(RedisScript script, String sessionId, Object... args) {
    return run(script, sessionId, args).map(ScriptAnswer::change);
  }

  private Future<Response> run(RedisScript script, String sessionId, Object... own) {
    List<Object> args = new ArrayList<>(own.length + 5);
    args.add(clock.millis());
    args.add(settings.eventsKept());
    args.add(settings.hubMargin());
    args.add(settings.endedMemoryMs());
    args.add(settings.retentionMs());
    args.addAll(List.of(own));
    return script.run(redis, SessionKeys.session(sessionId), args);
  }

  private static Optional<SessionChange> changeIfAny(Response answer) {
    return ScriptAnswer.ok(answer) ? Optional.of(ScriptAnswer.change(answer)) : Optional.empty();
  }

  private static String record(NewSession session) {
    TierLimits limits = TierLimits.of(session.tier());
    return new JsonObject()
        .put("sessionId", session.sessionId())
        .put("hostDeviceId", session.host().device().fingerprint())
        .put("hostRegistryId", session.host().device().deviceId())
        .put("hostUserId", session.host().device().userId())
        .put("licenseTier", session.tier().name())
        .put("licenseId", session.licenseId())
        .put("maxPeers", limits.maxPeers())
        .put("turnAllowed", limits.turnAllowed())
        .put("topology", session.topology().name().toLowerCase(Locale.ROOT))
        .put("sessionType", session.sessionType().name())
        .put("inviteCode", session.inviteCode())
        .put("createdAt", Instant.ofEpochMilli(session.createdAt()).toString())
        .put("createdAtMs", session.createdAt())
        .put("expiresAtMs", session.expiresAt())
        .encode();
  }
}
