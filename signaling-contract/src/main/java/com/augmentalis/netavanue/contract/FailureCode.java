package com.augmentalis.netavanue.contract;

import java.util.Optional;

/**
 * Why a request was not served. The names go to devices as they are; the numbers cross the event
 * bus as reply failure codes and are therefore never reused.
 */
public enum FailureCode {
  INTERNAL(1),
  UNAVAILABLE(2),
  INVALID_MESSAGE(3),
  UNKNOWN_EVENT(4),
  RATE_LIMITED(5),
  FORBIDDEN(6),
  DEVICE_NOT_REGISTERED(10),
  DEVICE_BLOCKED(11),
  DEVICE_KEY_MISMATCH(12),
  DEVICE_REPLACED(13),
  NOT_AUTHENTICATED(14),
  INVALID_SIGNATURE(15),
  LICENSE_REQUIRED(20),
  LICENSE_INVALID(21),
  LICENSE_EXPIRED(22),
  SESSION_FULL(30),
  SESSION_NOT_FOUND(31),
  SESSION_ENDED(32),
  NOT_IN_SESSION(33),
  PEER_NOT_IN_SESSION(34),
  QUEUE_FULL(35),
  TURN_UNAVAILABLE(40),
  TURN_QUOTA_EXCEEDED(41),
  PAIR_REQUEST_NOT_FOUND(50),
  CONNECTION_REQUEST_NOT_FOUND(51);

  private final int number;

  FailureCode(int number) {
    this.number = number;
  }

  /** The code's number on the event bus. */
  public int number() {
    return number;
  }

  /** The code with this bus number, or empty when a newer contract knows one that we do not. */
  public static Optional<FailureCode> ofNumber(int number) {
    for (FailureCode code : values()) {
      if (code.number == number) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
