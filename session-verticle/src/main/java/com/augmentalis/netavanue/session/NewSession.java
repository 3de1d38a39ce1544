package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import com.augmentalis.netavanue.contract.session.SessionType;
import com.augmentalis.netavanue.contract.session.Topology;

/**
 * What a session is made of.
 *
 * @param sessionId its id (UUID)
 * @param host its creator
 * @param tier the host's tier
 * @param licenseId what identifies the host's licence; not the token
 * @param sessionType what it is for
 * @param topology how its participants connect
 * @param inviteCode a code claimed for it
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds
 */
public record NewSession(
    String sessionId,
    JoiningDevice host,
    LicenseTier tier,
    String licenseId,
    SessionType sessionType,
    Topology topology,
    String inviteCode,
    long createdAt,
    long expiresAt) {}
