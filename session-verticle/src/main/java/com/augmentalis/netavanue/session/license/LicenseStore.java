package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import io.vertx.core.Future;

/** The project's own licences. It never sees a token, only its hash. */
public interface LicenseStore {

  /** What a licence is worth; {@code INVALID} when there is none. */
  Future<LicenseVerdict> find(String tokenHash);

  /** Makes a licence, unless there is one with this hash. */
  Future<Void> seed(String tokenHash, LicenseTier tier, String holder);
}
