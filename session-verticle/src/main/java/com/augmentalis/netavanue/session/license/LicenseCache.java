package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import io.vertx.core.Future;
import java.util.Optional;

/** Verdicts that are a few minutes old at most, shared by all instances. */
public interface LicenseCache {

  /** A verdict kept for the token with this hash. */
  Future<Optional<LicenseVerdict>> get(String tokenHash);

  /** Keeps a verdict. */
  Future<Void> put(String tokenHash, LicenseVerdict verdict);
}
