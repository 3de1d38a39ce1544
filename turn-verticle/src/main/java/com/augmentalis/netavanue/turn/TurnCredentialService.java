package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.TierLimits;
import com.augmentalis.netavanue.contract.turn.IssueTurnCredentials;
import com.augmentalis.netavanue.contract.turn.TurnCredentials;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Issues TURN credentials: the user name {@code {expiry}:{fingerprint}} and its HMAC under the
 * secret shared with the TURN server, as coturn's {@code use-auth-secret} wants them. Where the
 * host's tier has no TURN, or no TURN server is known, only {@code stun:} URLs are given.
 */
public final class TurnCredentialService {

  /**
   * How many seconds a user name may move. A device has at most 16 sessions, and each may ask for
   * credentials within the same second.
   */
  private static final int MAX_COLLISIONS = 16;

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  private final TurnOptions options;
  private final CredentialStore credentials;
  private final Clock clock;

  /** A service over this store. */
  public TurnCredentialService(TurnOptions options, CredentialStore credentials, Clock clock) {
    this.options = options;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Answers {@link IssueTurnCredentials}. */
  public Future<TurnCredentials> issue(IssueTurnCredentials request) {
    check(request);
    boolean relayed =
        options.server().isPresent() && TierLimits.of(request.hostTier()).turnAllowed();
    if (!relayed) {
      return request.relayRequired()
          ? Future.failedFuture(
              new ServiceException(
                  FailureCode.TURN_UNAVAILABLE, "TURN is not available in this session"))
          : Future.succeededFuture(stunOnly());
    }
    long expiry = Math.floorDiv(clock.millis(), 1_000) + options.ttl().toSeconds();
    return claim(options.server().get(), request, expiry, 0);
  }

  private Future<TurnCredentials> claim(
      TurnServer server, IssueTurnCredentials request, long expiry, int collisions) {
    String username = expiry + ":" + request.fingerprint();
    Duration ttl = options.ttl().plusSeconds(collisions);
    CredentialStore.Grant grant =
        new CredentialStore.Grant(request.sessionId(), request.fingerprint(), request.hostTier());
    return credentials
        .claim(username, grant, ttl)
        .compose(
            free -> {
              if (free) {
                return Future.succeededFuture(
                    new TurnCredentials(
                        username,
                        server.secret().passwordFor(username),
                        server.urls(),
                        Math.toIntExact(ttl.toSeconds())));
              }
              if (collisions < MAX_COLLISIONS) {
                return claim(server, request, expiry + 1, collisions + 1);
              }
              return Future.failedFuture(
                  new ServiceException(
                      FailureCode.UNAVAILABLE, "Too many TURN credentials in one second"));
            });
  }

  private TurnCredentials stunOnly() {
    List<String> urls =
        options.server().map(server -> List.of(server.stunUrl())).orElse(options.stunUrls());
    return new TurnCredentials("", "", urls, Math.toIntExact(options.ttl().toSeconds()));
  }

  /** A colon or percent sign in the name's second part would mislead coturn's quotas. */
  private static void check(IssueTurnCredentials request) {
    if (request.fingerprint() == null || !FINGERPRINT.matcher(request.fingerprint()).matches()) {
      throw invalid("fingerprint must be 64 lower-case hex characters");
    }
    if (request.sessionId() == null) {
      throw invalid("sessionId is missing");
    }
    if (request.hostTier() == null) {
      throw invalid("hostTier is missing or unknown");
    }
  }

  private static ServiceException invalid(String message) {
    return new ServiceException(FailureCode.INVALID_MESSAGE, message);
  }
}
