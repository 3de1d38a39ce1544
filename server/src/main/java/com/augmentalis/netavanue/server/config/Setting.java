package com.augmentalis.netavanue.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing an operator may set: its name in each source, its type, its default and what it does.
 * The catalogue of all of them is {@link Settings}; flags, environment names, {@code --help} and
 * {@code docs/configuration.md} all come from it.
 *
 * @param <T> type of the parsed value
 * @param key dotted name, used in the configuration file
 * @param type how text becomes a value
 * @param defaultText default in the form that an operator would write, empty when there is none
 * @param defaultNote words about a default that depends on other settings, else empty
 * @param description one sentence for the reference and for {@code --help}
 * @param secret whether the value must never be shown; a secret is no flag, only its file is
 * @param flagAlias short flag beside the derived one, or empty
 * @param envAlias environment name beside the derived one, or empty
 */
public record Setting<T>(
    String key,
    ValueType<T> type,
    String defaultText,
    String defaultNote,
    String description,
    boolean secret,
    String flagAlias,
    String envAlias) {

  /** Prefix of every environment name of this product. */
  public static final String ENV_PREFIX = "NETAVANUE_";

  /** Validates that nothing is missing. */
  public Setting {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(defaultText, "defaultText");
    Objects.requireNonNull(description, "description");
  }

  static <T> Setting<T> of(String key, ValueType<T> type, String defaultText, String description) {
    return new Setting<>(key, type, defaultText, "", description, false, "", "");
  }

  Setting<T> orElse(String note) {
    return new Setting<>(key, type, defaultText, note, description, secret, flagAlias, envAlias);
  }

  Setting<T> asSecret() {
    return new Setting<>(
        key, type, defaultText, defaultNote, description, true, flagAlias, envAlias);
  }

  Setting<T> alsoFlag(String alias) {
    return new Setting<>(key, type, defaultText, defaultNote, description, secret, alias, envAlias);
  }

  Setting<T> alsoEnv(String alias) {
    return new Setting<>(
        key, type, defaultText, defaultNote, description, secret, flagAlias, alias);
  }

  /** Environment name, such as {@code NETAVANUE_HTTP_PORT}. */
  public String env() {
    return ENV_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Environment name that holds the path of a file with the value; only for secrets. */
  public String envFile() {
    return env() + "_FILE";
  }

  /**
   * Flag, such as {@code --http-port}. A secret's flag names a file, since a command line is
   * visible to everyone on the machine.
   */
  public String flag() {
    return "--" + key.replace('.', '-') + (secret ? "-file" : "");
  }

  /** All flags of this setting, the derived one first. */
  public List<String> flags() {
    return flagAlias.isEmpty() ? List.of(flag()) : List.of(flag(), flagAlias);
  }

  /** The default as a value, when there is one. */
  public Optional<T> defaultValue() {
    return defaultText.isEmpty() ? Optional.empty() : Optional.of(type.parse(defaultText));
  }
}
