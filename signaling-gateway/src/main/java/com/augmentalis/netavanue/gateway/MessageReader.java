package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonKind;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the fields of a device's message. Whatever is wrong with a field becomes {@code
 * INVALID_MESSAGE} with a text that names it. A field that is {@code null} counts as absent.
 */
final class MessageReader {

  /** Session, request and pairing ids, invite codes. */
  static final int MAX_ID = 64;

  private static final int FINGERPRINT_LENGTH = 64;

  private final ObjectMembers members;
  private final String path;

  MessageReader(ObjectMembers members) {
    this(members, "");
  }

  private MessageReader(ObjectMembers members, String path) {
    this.members = members;
    this.path = path;
    if (members.hasDuplicates()) {
      throw new ServiceException(
          FailureCode.INVALID_MESSAGE,
          (path.isEmpty() ? "the message" : path) + " has a field twice");
    }
  }

  /** The fields as they came. */
  ObjectMembers members() {
    return members;
  }

  /** A field that must be a string of 1 to {@code maxLength} characters. */
  String string(String name, int maxLength) {
    String value = optionalString(name, maxLength);
    if (value == null) {
      throw invalid(name, "is required");
    }
    if (value.isEmpty()) {
      throw invalid(name, "must not be empty");
    }
    return value;
  }

  /** A field that may be a string of at most {@code maxLength} characters; null when absent. */
  String optionalString(String name, int maxLength) {
    if (absent(name)) {
      return null;
    }
    String value = members.string(name);
    if (value == null) {
      throw invalid(name, "must be a string");
    }
    if (value.length() > maxLength) {
      throw invalid(name, "must have at most " + maxLength + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw invalid(name, "must not contain the character U+0000");
    }
    return value;
  }

  /** Checks a field that must be a non-empty string without decoding it. */
  void requireText(String name) {
    if (absent(name)) {
      throw invalid(name, "is required");
    }
    checkText(name);
    if (members.rawStringLength(name) == 0) {
      throw invalid(name, "must not be empty");
    }
  }

  /** Checks a field that must be a string if it is there, without decoding it. */
  void optionalText(String name) {
    if (!absent(name)) {
      checkText(name);
    }
  }

  /** Checks a field that must be an id of 1 to {@link #MAX_ID} characters without decoding it. */
  void requireId(String name) {
    requireText(name);
    if (members.rawStringLength(name) > MAX_ID && members.string(name).length() > MAX_ID) {
      throw invalid(name, "must have at most " + MAX_ID + " characters");
    }
  }

  /** Checks a field that must be a fingerprint without decoding it in the usual case. */
  void requireFingerprint(String name) {
    JsonSlice value = members.slice(name);
    if (value == null
        || value.length() != FINGERPRINT_LENGTH + 2
        || value.kind() != JsonKind.STRING
        || !isHex(value)) {
      String unused = fingerprint(name);
    }
  }

  private static boolean isHex(JsonSlice quoted) {
    byte[] bytes = quoted.array();
    int end = quoted.offset() + quoted.length() - 1;
    for (int i = quoted.offset() + 1; i < end; i++) {
      if (!isLowerCaseHex(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerCaseHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private void checkText(String name) {
    if (members.kind(name) != JsonKind.STRING) {
      throw invalid(name, "must be a string");
    }
  }

  /** A field that must be a fingerprint: 64 lower-case hex characters. */
  String fingerprint(String name) {
    if (absent(name)) {
      throw invalid(name, "is required");
    }
    String value = members.string(name);
    if (!isFingerprint(value)) {
      throw invalid(name, "must be 64 lower-case hex characters");
    }
    return value;
  }

  /** Whether a text is a fingerprint. */
  static boolean isFingerprint(String value) {
    if (value == null || value.length() != FINGERPRINT_LENGTH) {
      return false;
    }
    for (int i = 0; i < FINGERPRINT_LENGTH; i++) {
      if (!isLowerCaseHex(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A field that must be a whole number; beyond the range of an int it counts as the limit. */
  int integer(String name) {
    Integer value = optionalInteger(name);
    if (value == null) {
      throw invalid(name, "is required");
    }
    return value;
  }

  /** A field that may be a whole number; beyond the range of an int it counts as the limit. */
  Integer optionalInteger(String name) {
    if (absent(name)) {
      return null;
    }
    JsonNode node = members.kind(name) == JsonKind.NUMBER ? members.node(name) : null;
    if (node == null || (node.isFloatingPointNumber() && node.doubleValue() % 1 != 0)) {
      throw invalid(name, "must be a whole number");
    }
    if (node.isFloatingPointNumber()) {
      return (int) node.doubleValue();
    }
    BigDecimal value = node.decimalValue();
    if (value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      return Integer.MAX_VALUE;
    }
    return value.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0
        ? Integer.MIN_VALUE
        : value.intValue();
  }

  /** A field that may be true or false; null when absent. */
  Boolean optionalBoolean(String name) {
    if (absent(name)) {
      return null;
    }
    return switch (members.kind(name)) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      default -> throw invalid(name, "must be true or false");
    };
  }

  /** A field that must name a constant. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    E value = optionalConstant(name, type, null);
    if (value == null) {
      throw invalid(name, "is required");
    }
    return value;
  }

  /** A field that may name a constant; the fallback when absent. */
  <E extends Enum<E>> E optionalConstant(String name, Class<E> type, E fallback) {
    if (absent(name)) {
      return fallback;
    }
    String text = members.string(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw invalid(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  /** As {@link #optionalConstant}, for constants that are spelled in lower case on the wire. */
  <E extends Enum<E>> E optionalLowerCaseConstant(String name, Class<E> type, E fallback) {
    if (absent(name)) {
      return fallback;
    }
    String text = members.string(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw invalid(
        name,
        "must be one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
  }

  /** A field that must be an object. */
  MessageReader object(String name) {
    if (absent(name)) {
      throw invalid(name, "is required");
    }
    if (members.kind(name) != JsonKind.OBJECT) {
      throw invalid(name, "must be an object");
    }
    return new MessageReader(ObjectMembers.of(members.slice(name)), path + name + '.');
  }

  /** A field that may be a list of strings; empty when absent. */
  List<String> strings(String name, int maxItems, int maxLength) {
    if (absent(name)) {
      return List.of();
    }
    JsonNode list = members.kind(name) == JsonKind.ARRAY ? members.node(name) : null;
    if (list == null) {
      throw invalid(name, "must be a list of strings");
    }
    if (list.size() > maxItems) {
      throw invalid(name, "must have at most " + maxItems + " items");
    }
    List<String> strings = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      if (!item.isTextual() || item.textValue().length() > maxLength) {
        throw invalid(name, "must hold strings of at most " + maxLength + " characters");
      }
      strings.add(item.textValue());
    }
    return strings;
  }

  /** Whether a field is missing or {@code null}. */
  boolean absent(String name) {
    JsonKind kind = members.kind(name);
    return kind == null || kind == JsonKind.NULL;
  }

  ServiceException invalid(String name, String what) {
    return new ServiceException(FailureCode.INVALID_MESSAGE, path + name + " " + what);
  }
}
