package com.augmentalis.netavanue.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parsed values by setting, with where each one came from. */
final class ConfigValues {
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final Map<String, Given> given;

  private ConfigValues(Map<String, Given> given) {
    this.given = given;
  }

  static ConfigValues parse(Map<String, Given> given, List<String> problems) {
    ConfigValues parsed = new ConfigValues(given);
    for (Setting<?> setting : Settings.all()) {
      parsed.parse(setting, problems);
    }
    return parsed;
  }

  private void parse(Setting<?> setting, List<String> problems) {
    Given text = given.get(setting.key());
    if (text == null) {
      return;
    }
    try {
      values.put(setting, setting.type().parse(text.text()));
    } catch (IllegalArgumentException e) {
      String shown =
          setting.secret() || hasUserInfo(text.text()) ? "" : " is '" + text.text() + "',";
      problems.add(text.source() + shown + " must be " + setting.type().expected());
    }
  }

  // A URL that does not parse may still hold a password.
  private static boolean hasUserInfo(String text) {
    return text.indexOf('@') >= 0;
  }

  /**
   * The given value, else the default, else nothing. A value that could not be parsed counts as not
   * given.
   */
  <T> Optional<T> find(Setting<T> setting) {
    // The map holds under each setting only what that setting's own type has parsed.
    @SuppressWarnings("unchecked")
    T value = (T) values.get(setting);
    return value == null ? setting.defaultValue() : Optional.of(value);
  }

  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  /** Whether a source named the setting, even with a bad value. */
  boolean isGiven(Setting<?> setting) {
    return given.containsKey(setting.key());
  }

  /** Where the value came from; the key when no source gave one. */
  String source(Setting<?> setting) {
    Given text = given.get(setting.key());
    return text == null ? setting.key() : text.source();
  }
}
