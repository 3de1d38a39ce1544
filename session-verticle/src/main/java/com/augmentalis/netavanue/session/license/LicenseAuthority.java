package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import io.vertx.core.Future;
import java.util.Optional;

/** A licensing service outside this project, which takes precedence where there is one. */
@FunctionalInterface
public interface LicenseAuthority {

  /**
   * Asks about a token.
   *
   * @return empty when there is no such service; fails with {@code UNAVAILABLE} when it is there
   *     and does not answer
   */
  Future<Optional<LicenseVerdict>> validate(String token);
}
