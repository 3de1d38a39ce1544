package com.augmentalis.netavanue.contract;

import java.util.Locale;
import java.util.Optional;

/** The signaling tiers, smallest first. */
public enum LicenseTier {
  FREE,
  PRO,
  BUSINESS,
  ENTERPRISE;

  /**
   * Maps the name of a tier, either a signaling tier or one of the licensing system's own ({@code
   * TRIAL}, {@code STANDARD}, {@code PROFESSIONAL}, {@code CUSTOM}).
   *
   * @return empty for an unknown name
   */
  public static Optional<LicenseTier> ofName(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "FREE", "TRIAL", "STANDARD" -> Optional.of(FREE);
      case "PRO", "PROFESSIONAL" -> Optional.of(PRO);
      case "BUSINESS", "CUSTOM" -> Optional.of(BUSINESS);
      case "ENTERPRISE" -> Optional.of(ENTERPRISE);
      default -> Optional.empty();
    };
  }
}
