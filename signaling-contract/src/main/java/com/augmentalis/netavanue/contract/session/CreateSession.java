package com.augmentalis.netavanue.contract.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusRequest;

/**
 * Creates a session whose host is the device. The licence decides its limits: {@code
 * LICENSE_REQUIRED}, {@code LICENSE_INVALID} or {@code LICENSE_EXPIRED} when it is none.
 *
 * @param host the creator
 * @param licenseToken the host's licence; never logged
 * @param sessionType what the session is for
 * @param topology how its participants connect
 */
public record CreateSession(
    JoiningDevice host, String licenseToken, SessionType sessionType, Topology topology)
    implements BusRequest<SessionState> {

  @Override
  public String address() {
    return Addresses.SESSION;
  }

  @Override
  public Class<SessionState> replyType() {
    return SessionState.class;
  }

  /** The token is a secret; it must not get into a log by way of this. */
  @Override
  public String toString() {
    return "CreateSession[host=" + host + ", sessionType=" + sessionType + "]";
  }
}
