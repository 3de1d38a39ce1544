package com.augmentalis.netavanue.contract.turn;

import java.util.List;

/**
 * What a device needs to reach the STUN and TURN servers. For a host whose tier has no TURN it
 * holds {@code stun:} URLs only, with empty username and password.
 *
 * @param username {@code {expiry in epoch seconds}:{fingerprint}}
 * @param password base64 of HMAC-SHA1 over the username under the shared secret
 * @param urls in order of preference
 * @param ttlSeconds seconds until the credentials expire
 */
public record TurnCredentials(String username, String password, List<String> urls, int ttlSeconds) {

  public TurnCredentials {
    urls = List.copyOf(urls);
  }

  /** The password is a secret; it must not get into a log by way of this. */
  @Override
  public String toString() {
    return "TurnCredentials[username=" + username + ", urls=" + urls + ", ttl=" + ttlSeconds + "]";
  }
}
