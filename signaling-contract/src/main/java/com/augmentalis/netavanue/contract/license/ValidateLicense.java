package com.augmentalis.netavanue.contract.license;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Asks whether a licence token is good. Another team's licensing service may answer it.
 *
 * @param token the token; never logged
 */
public record ValidateLicense(String token) implements BusRequest<LicenseVerdict> {

  @Override
  public String address() {
    return Addresses.LICENSE_VALIDATE;
  }

  @Override
  public Class<LicenseVerdict> replyType() {
    return LicenseVerdict.class;
  }

  /** The token is a secret; it must not get into a log by way of this. */
  @Override
  public String toString() {
    return "ValidateLicense[]";
  }
}
