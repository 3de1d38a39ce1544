package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.session.JoiningDevice;
import java.util.regex.Pattern;

/**
 * Checks of what requests hold. They come from other processes, so nothing is taken for granted.
 */
final class Requests {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Beyond this a Lua number, which is a double, cannot tell two epochs apart. */
  private static final long MAX_EPOCH = 1L << 53;

  private static final int MAX_NAME = 256;

  private Requests() {}

  /**
   * @throws ServiceException {@code INVALID_MESSAGE}, naming the field
   */
  static void requireDevice(String name, JoiningDevice joining) {
    requirePresent(name, joining);
    requirePresent(name + ".device", joining.device());
    requirePresent(name + ".location", joining.location());
    requirePresent(name + ".score", joining.score());
    requireFingerprint(name + ".device.fingerprint", joining.device().fingerprint());
    requireUuid(name + ".device.deviceId", joining.device().deviceId());
    if (joining.device().userId() != null) {
      requireUuid(name + ".device.userId", joining.device().userId());
    }
    requireText(name + ".device.deviceName", joining.device().deviceName());
    requirePresent(name + ".device.platform", joining.device().platform());
    requirePresent(name + ".device.deviceType", joining.device().deviceType());
    requireText(name + ".location.instance", joining.location().instance());
    requireText(name + ".location.socketId", joining.location().socketId());
    requireEpoch(name + ".location.epoch", joining.location().epoch());
  }

  static void requireEpoch(String name, long epoch) {
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw invalid(name + " is out of range");
    }
  }

  static void requireFingerprint(String name, String value) {
    if (value == null || !FINGERPRINT.matcher(value).matches()) {
      throw invalid(name + " must be 64 lower-case hex characters");
    }
  }

  static void requirePresent(String name, Object value) {
    if (value == null) {
      throw invalid(name + " is missing");
    }
  }

  /** An id that is none leads to no session, and must not get into a key. */
  static void requireSessionId(String value) {
    if (value == null || !UUID.matcher(value).matches()) {
      throw new ServiceException(FailureCode.SESSION_NOT_FOUND, "No such session");
    }
  }

  private static void requireUuid(String name, String value) {
    if (value == null || !UUID.matcher(value).matches()) {
      throw invalid(name + " must be a UUID");
    }
  }

  private static void requireText(String name, String value) {
    requirePresent(name, value);
    if (value.length() > MAX_NAME) {
      throw invalid(name + " is longer than " + MAX_NAME + " characters");
    }
  }

  private static ServiceException invalid(String message) {
    return new ServiceException(FailureCode.INVALID_MESSAGE, message);
  }
}
