package com.augmentalis.netavanue.contract;

import java.util.Objects;

/**
 * A request that was understood and refused, or could not be served now. Carries no stack trace: it
 * is an answer, not a defect.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /**
   * @param code what went wrong, for programs
   * @param message what went wrong, for people; it may be shown to a device and holds no secret
   */
  public ServiceException(FailureCode code, String message) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** What went wrong, for programs. */
  public FailureCode code() {
    return code;
  }
}
