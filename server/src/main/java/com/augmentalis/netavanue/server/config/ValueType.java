package com.augmentalis.netavanue.server.config;

import java.util.function.Function;

/**
 * Turns an operator's text into a value.
 *
 * @param <T> type of the value
 * @param expected what a right value looks like, in words that complete "must be …"
 * @param bool whether the setting is a switch, whose flag may stand alone
 * @param parser throws {@link IllegalArgumentException} for text that is not a value; its message
 *     is not shown, {@code expected} is
 */
public record ValueType<T>(String expected, boolean bool, Function<String, T> parser) {

  /**
   * Parses trimmed text; throws {@link IllegalArgumentException} when it is not a value of this
   * type.
   */
  public T parse(String text) {
    return parser.apply(text.trim());
  }
}
