package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import com.augmentalis.netavanue.contract.license.LicenseVerdict.Status;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a token lets its holder create sessions: by a verdict not older than the cache
 * keeps it, else by the outside licensing service where there is one, else by our own licences.
 */
public final class LicenseGate {

  private static final Logger LOG = LoggerFactory.getLogger(LicenseGate.class);

  private final LicenseCache cache;
  private final LicenseAuthority authority;
  private final LicenseStore store;
  private final Clock clock;
  private final boolean developmentAllowed;

  /**
   * @param developmentAllowed whether {@link DevelopmentLicenses} are good; if not, they are
   *     refused whatever the store says
   */
  public LicenseGate(
      LicenseCache cache,
      LicenseAuthority authority,
      LicenseStore store,
      Clock clock,
      boolean developmentAllowed) {
    this.cache = cache;
    this.authority = authority;
    this.store = store;
    this.clock = clock;
    this.developmentAllowed = developmentAllowed;
  }

  /**
   * Checks a token.
   *
   * @return the licence; fails with {@code LICENSE_REQUIRED}, {@code LICENSE_INVALID}, {@code
   *     LICENSE_EXPIRED}, or {@code UNAVAILABLE} when nobody can tell now
   */
  public Future<License> check(String token) {
    if (token == null || token.isBlank()) {
      return refuse(FailureCode.LICENSE_REQUIRED, "Creating a session needs a licence");
    }
    if (!developmentAllowed && DevelopmentLicenses.isOne(token)) {
      return invalid();
    }
    String hash = TokenHash.of(token);
    return cache
        .get(hash)
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(known.get())
                    : ask(token, hash).onSuccess(verdict -> keep(hash, verdict)))
        .compose(this::judge);
  }

  private Future<LicenseVerdict> ask(String token, String hash) {
    return authority
        .validate(token)
        .compose(verdict -> verdict.map(Future::succeededFuture).orElseGet(() -> store.find(hash)));
  }

  /** Only what is good is kept: a licence made after it was first tried works at once. */
  private void keep(String hash, LicenseVerdict verdict) {
    if (verdict.status() == Status.VALID) {
      cache
          .put(hash, verdict)
          .onFailure(failure -> LOG.debug("Licence cache: {}", failure.getMessage()));
    }
  }

  private Future<License> judge(LicenseVerdict verdict) {
    if (verdict.status() == Status.EXPIRED
        || (verdict.expiresAt() != null && verdict.expiresAt() <= clock.millis())) {
      return refuse(FailureCode.LICENSE_EXPIRED, "The licence has expired");
    }
    if (verdict.status() != Status.VALID) {
      return invalid();
    }
    Optional<LicenseTier> tier = Optional.ofNullable(verdict.tier()).flatMap(LicenseTier::ofName);
    if (tier.isEmpty()) {
      LOG.warn("Licence {} is of an unknown tier", verdict.licenseId());
      return invalid();
    }
    return Future.succeededFuture(new License(tier.get(), verdict.licenseId()));
  }

  private static Future<License> invalid() {
    return refuse(FailureCode.LICENSE_INVALID, "The licence is not valid");
  }

  private static Future<License> refuse(FailureCode code, String message) {
    return Future.failedFuture(new ServiceException(code, message));
  }
}
