package com.augmentalis.netavanue.contract.gateway;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * How a relayed push goes from one gateway instance to another: the push as the body, byte for byte
 * what the receiver's socket gets, and beside it whom it is for.
 *
 * @param toFingerprint the receiver
 * @param epoch the epoch of the socket that is meant; a newer socket must not get it this way
 */
public record RelayFrame(String toFingerprint, long epoch) {

  /** The action that names such a message. */
  public static final String ACTION = "Relay";

  private static final String TO = "to";
  private static final String EPOCH = "epoch";

  /** The message headers that carry it. */
  public Map<String, String> toHeaders() {
    return Map.of(TO, toFingerprint, EPOCH, Long.toString(epoch));
  }

  /**
   * Reads it from message headers.
   *
   * @throws ServiceException {@code INVALID_MESSAGE} when they do not hold one
   */
  public static RelayFrame ofHeaders(MultiMap headers) {
    String to = headers.get(TO);
    String epoch = headers.get(EPOCH);
    if (to != null && epoch != null) {
      try {
        return new RelayFrame(to, Long.parseLong(epoch));
      } catch (NumberFormatException e) {
        // falls through to the one refusal
      }
    }
    throw new ServiceException(FailureCode.INVALID_MESSAGE, "no relay frame in the headers");
  }
}
