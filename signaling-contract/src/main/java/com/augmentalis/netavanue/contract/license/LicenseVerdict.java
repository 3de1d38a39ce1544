package com.augmentalis.netavanue.contract.license;

/**
 * What a licence token is worth.
 *
 * @param status whether it may be used
 * @param tier a tier's name, see {@link com.augmentalis.netavanue.contract.LicenseTier#ofName};
 *     null unless valid
 * @param licenseId what identifies the licence for quotas; not the token; null unless valid
 * @param expiresAt epoch milliseconds, or null when it does not expire
 */
public record LicenseVerdict(Status status, String tier, String licenseId, Long expiresAt) {

  /** Whether a token may be used. */
  public enum Status {
    VALID,
    INVALID,
    EXPIRED
  }
}
