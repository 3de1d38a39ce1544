package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;

/** Refuses malformed fields with {@code INVALID_MESSAGE} and the field's name. */
final class DeviceChecks {

  static final int MAX_DEVICE_NAME = 100;

  /** Ample for every kind of key; what cannot be parsed as one is stored as well. */
  static final int MAX_PUBLIC_KEY = 1_024;

  private static final int FINGERPRINT_LENGTH = 64;
  private static final int MAX_SOCKET_PART = 128;

  private DeviceChecks() {}

  static void fingerprint(String value) {
    if (value == null
        || value.length() != FINGERPRINT_LENGTH
        || !value.chars().allMatch(DeviceChecks::isLowerHex)) {
      throw invalid("fingerprint must be 64 lower-case hex characters");
    }
  }

  static void text(String field, String value, int maxLength) {
    present(field, value);
    if (value.length() > maxLength) {
      throw invalid(field + " must be at most " + maxLength + " characters");
    }
    // PostgreSQL's text holds any character but this one.
    if (value.indexOf('\0') >= 0) {
      throw invalid(field + " must not contain U+0000");
    }
  }

  static void socket(String instance, String socketId) {
    text("instance", instance, MAX_SOCKET_PART);
    text("socketId", socketId, MAX_SOCKET_PART);
  }

  static void present(String field, Object value) {
    if (value == null) {
      throw invalid(field + " is missing or unknown");
    }
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static ServiceException invalid(String message) {
    return new ServiceException(FailureCode.INVALID_MESSAGE, message);
  }
}
