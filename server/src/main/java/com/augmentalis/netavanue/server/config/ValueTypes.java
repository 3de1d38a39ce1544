package com.augmentalis.netavanue.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kinds of values that settings have. Every parser rejects by {@link IllegalArgumentException}
 * and by nothing else.
 */
final class ValueTypes {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|kB|KiB|MB|MiB)?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

  private ValueTypes() {}

  static ValueType<Integer> integer(int min, int max) {
    return new ValueType<>(
        "a whole number from " + min + " to " + max,
        false,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  static ValueType<Boolean> bool() {
    return new ValueType<>(
        "true or false",
        true,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "on", "yes", "1" -> true;
              case "false", "off", "no", "0" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return new ValueType<>(
        "a duration from " + show(min) + " to " + show(max) + ", such as 500ms, 30s, 5m or 24h",
        false,
        text -> {
          Matcher m = DURATION.matcher(text);
          require(m.matches());
          long n = Long.parseLong(m.group(1));
          Duration value =
              switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
              };
          require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
          return value;
        });
  }

  static ValueType<Integer> size(long min, long max) {
    return new ValueType<>(
        "a size from " + min + " to " + max + " bytes, such as 1000000, 256KiB or 1MB",
        false,
        text -> {
          Matcher m = SIZE.matcher(text);
          require(m.matches());
          long unit =
              switch (m.group(2) == null ? "B" : m.group(2)) {
                case "kB" -> 1000L;
                case "KiB" -> 1024L;
                case "MB" -> 1_000_000L;
                case "MiB" -> 1_048_576L;
                default -> 1L;
              };
          long value = Long.parseLong(m.group(1)) * unit;
          require(value >= min && value <= max);
          return (int) value;
        });
  }

  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return new ValueType<>("one of " + names(type), false, text -> constant(type, text));
  }

  static <E extends Enum<E>> ValueType<Set<E>> setOf(Class<E> type) {
    return new ValueType<>(
        "a list from " + names(type) + ", separated by commas",
        false,
        text -> {
          Set<E> set = EnumSet.noneOf(type);
          for (String part : split(text)) {
            set.add(constant(type, part));
          }
          require(!set.isEmpty());
          return Set.copyOf(set);
        });
  }

  static ValueType<String> host() {
    return new ValueType<>(
        "a host name or an IP address without port",
        false,
        text -> {
          require(isHost(text));
          return text;
        });
  }

  static ValueType<List<String>> members() {
    return new ValueType<>(
        "a list of host:port, separated by commas, such as 10.0.0.1:5701,10.0.0.2:5701",
        false,
        list(
            text -> {
              int colon = text.lastIndexOf(':');
              require(colon > 0 && isHost(text.substring(0, colon)));
              int port = Integer.parseInt(text.substring(colon + 1));
              require(port >= 1 && port <= 65535);
              return text;
            }));
  }

  static ValueType<List<String>> origins() {
    return new ValueType<>(
        "* alone or a list of origins, separated by commas, such as https://app.example.com",
        false,
        text -> {
          if (text.equals("*")) {
            return List.of("*");
          }
          return list((String origin) -> {
                require(ORIGIN.matcher(origin).matches());
                return origin.toLowerCase(Locale.ROOT);
              })
              .apply(text);
        });
  }

  static ValueType<URI> uri(List<String> schemes, String example) {
    return new ValueType<>(
        "a URL that starts with "
            + schemes.stream().map(s -> s + "://").collect(Collectors.joining(" or "))
            + ", such as "
            + example,
        false,
        text -> {
          URI uri = URI.create(text);
          require(uri.getScheme() != null && schemes.contains(uri.getScheme()));
          require(uri.getHost() != null && uri.getPort() <= 65535 && uri.getPort() != 0);
          require(uri.getFragment() == null);
          return uri;
        });
  }

  static ValueType<String> text(int min, int max) {
    return new ValueType<>(
        "text of " + min + " to " + max + " characters",
        false,
        text -> {
          require(text.length() >= min && text.length() <= max && text.indexOf('\0') < 0);
          return text;
        });
  }

  static ValueType<List<String>> secrets(int minLength) {
    return new ValueType<>(
        "one or more secrets of at least "
            + minLength
            + " characters, separated by commas (make one with: openssl rand -hex 32)",
        false,
        list(
            text -> {
              require(text.length() >= minLength);
              return text;
            }));
  }

  static ValueType<Path> path() {
    return new ValueType<>("the path of a directory", false, Path::of);
  }

  private static <T> Function<String, List<T>> list(Function<String, T> item) {
    return text -> {
      Set<T> items = new LinkedHashSet<>();
      for (String part : split(text)) {
        items.add(item.apply(part));
      }
      require(!items.isEmpty());
      return List.copyOf(items);
    };
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .peek(p -> require(!p.isEmpty()))
        .toList();
  }

  private static boolean isHost(String text) {
    return HOST.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(e -> e.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String show(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() + "s";
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
