package com.augmentalis.netavanue.session.license;

import com.augmentalis.netavanue.contract.LicenseTier;

/**
 * A licence that is good.
 *
 * @param tier its tier
 * @param licenseId what identifies it; not the token
 */
public record License(LicenseTier tier, String licenseId) {}
