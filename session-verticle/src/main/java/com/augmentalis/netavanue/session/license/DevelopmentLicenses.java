package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.LicenseTier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Licences that everybody knows, one of each tier: {@code dev-free}, {@code dev-pro}, {@code
 * dev-business} and {@code dev-enterprise}. They are good only where that was asked for.
 */
public final class DevelopmentLicenses {

  private DevelopmentLicenses() {}

  /** The token of a tier. */
  public static String token(LicenseTier tier) {
    return "dev-" + tier.name().toLowerCase(Locale.ROOT);
  }

  /** Whether a token is one of them. */
  public static boolean isOne(String token) {
    for (LicenseTier tier : LicenseTier.values()) {
      if (token.equals(token(tier))) {
        return true;
      }
    }
    return false;
  }

  /** Puts all of them into the store. */
  public static Future<Void> seed(LicenseStore store) {
    List<Future<Void>> seeded = new ArrayList<>();
    for (LicenseTier tier : LicenseTier.values()) {
      seeded.add(store.seed(TokenHash.of(token(tier)), tier, "development"));
    }
    return Future.join(seeded).mapEmpty();
  }
}
