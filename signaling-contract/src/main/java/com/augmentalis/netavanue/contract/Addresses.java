package com.augmentalis.netavanue.contract;

import java.util.Locale;

/** Event-bus addresses of the cluster. */
public final class Addresses {

  /** Session lifecycle and membership; see {@link com.augmentalis.netavanue.contract.session}. */
  public static final String SESSION = "signaling.session";

  /** Device registry, directory and capabilities. */
  public static final String DEVICE = "signaling.device";

  /** TURN credentials. */
  public static final String TURN = "signaling.turn";

  /** Pairings between devices. */
  public static final String PAIRING = "signaling.pairing";

  /**
   * Licence validation by a service of another team. When nobody listens here, the project's own
   * {@code licenses} table decides.
   */
  public static final String LICENSE_VALIDATE = "licensing.validate";

  private static final String GATEWAY_PREFIX = "signaling.gateway.";
  private static final String EVENT_PREFIX = "signaling.events.";

  private Addresses() {}

  /**
   * The delivery address of one gateway instance. There is one per instance and never one per
   * socket, because each registration is replicated to every node of the cluster.
   */
  public static String gateway(String instanceId) {
    return GATEWAY_PREFIX + instanceId;
  }

  /**
   * The address on which an area's events are published as JSON objects, for example {@code
   * signaling.events.session.participant_joined}.
   *
   * @param area {@code session}, {@code device}, {@code pairing}, {@code turn} or {@code push}
   * @param what the event's type, in any case
   */
  public static String event(String area, String what) {
    return EVENT_PREFIX + area + '.' + what.toLowerCase(Locale.ROOT);
  }
}
