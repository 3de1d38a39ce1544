package com.augmentalis.netavanue.turn;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the TURN service hands out.
 *
 * @param server the TURN server; without one nobody can relay
 * @param stunUrls {@code stun:} URLs for when there is no TURN server
 * @param ownStun a STUN server to run, whose URL joins the {@code stunUrls}
 * @param ttl how long credentials are valid
 */
public record TurnOptions(
    Optional<TurnServer> server,
    List<String> stunUrls,
    Optional<OwnStunServer> ownStun,
    Duration ttl) {

  public static final Duration DEFAULT_TTL = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public TurnOptions {
    Objects.requireNonNull(server, "server");
    stunUrls = List.copyOf(stunUrls);
    Objects.requireNonNull(ownStun, "ownStun");
    for (String url : stunUrls) {
      if (!url.startsWith("stun:")) {
        throw new IllegalArgumentException("Not a stun: URL: " + url);
      }
    }
    if (ttl.toSeconds() < 1 || ttl.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("ttl must be at least 1 s, is " + ttl);
    }
  }

  /** Credentials of one hour for this server. */
  public static TurnOptions of(TurnServer server) {
    return new TurnOptions(Optional.of(server), List.of(), Optional.empty(), DEFAULT_TTL);
  }

  /** No TURN server, only these {@code stun:} URLs. */
  public static TurnOptions stunOnly(List<String> stunUrls) {
    return new TurnOptions(Optional.empty(), stunUrls, Optional.empty(), DEFAULT_TTL);
  }

  /** No TURN server, only a STUN server that runs with the service. */
  public static TurnOptions stunOnly(OwnStunServer own) {
    return new TurnOptions(Optional.empty(), List.of(), Optional.of(own), DEFAULT_TTL);
  }

  /** The same with one more {@code stun:} URL. */
  TurnOptions plusStunUrl(String url) {
    List<String> urls = Stream.concat(stunUrls.stream(), Stream.of(url)).toList();
    return new TurnOptions(server, urls, ownStun, ttl);
  }
}
