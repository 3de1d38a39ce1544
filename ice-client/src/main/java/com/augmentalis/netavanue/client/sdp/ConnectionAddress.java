package com.augmentalis.netavanue.client.sdp;

import java.util.Locale;

/**
 * A connection address: an IPv4 or IPv6 address or a host name (RFC 8839 section 5.1, RFC 8866
 * section 9). Names are not looked up here, those that end in {@code .local} (mDNS) least of all.
 *
 * @param text as it is written
 * @param kind what it is
 */
public record ConnectionAddress(String text, Kind kind) {

  /** What an address is. */
  public enum Kind {
    IPV4,
    IPV6,
    NAME
  }

  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_LABEL_LENGTH = 63;

  /**
   * @throws IllegalArgumentException when the text is not of that kind
   */
  public ConnectionAddress {
    if (kindOf(text) != kind) {
      throw new IllegalArgumentException("not an address of kind " + kind + ": " + text);
    }
  }

  /**
   * An address of this text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ConnectionAddress of(String text) {
    Kind kind = kindOf(text);
    if (kind == null) {
      throw new IllegalArgumentException("not a connection address: " + text);
    }
    return new ConnectionAddress(text, kind);
  }

  /** Whether it is a multicast DNS name, which hides the address of a host candidate. */
  public boolean isMdnsName() {
    return kind == Kind.NAME && text.toLowerCase(Locale.ROOT).endsWith(".local");
  }

  @Override
  public String toString() {
    return text;
  }

  private static Kind kindOf(String text) {
    if (text.indexOf(':') >= 0) {
      return isIpv6(text) ? Kind.IPV6 : null;
    }
    if (isIpv4(text)) {
      return Kind.IPV4;
    }
    return isName(text) ? Kind.NAME : null;
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || !allDigits(part) || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** RFC 4291 section 2.2: eight groups, one run of zeros left out, the end perhaps as IPv4. */
  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right <= 7;
  }

  /** How many 16-bit groups stand here, or -1 when something else does. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (isGroup(parts[i])) {
        count++;
      } else if (mayEndInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= 4
        && part.chars().allMatch(c -> Chars.isDigit(c) || isHexLetter(c));
  }

  private static boolean isHexLetter(int c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Labels of letters, digits, hyphens and underscores; a name that ends in a number is none. */
  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME_LENGTH) {
      return false;
    }
    String[] labels = text.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty()
          || label.length() > MAX_LABEL_LENGTH
          || !label.chars().allMatch(c -> Chars.isAlphanumeric(c) || c == '-' || c == '_')) {
        return false;
      }
    }
    return !allDigits(labels[labels.length - 1]);
  }

  private static boolean allDigits(String text) {
    return text.chars().allMatch(Chars::isDigit);
  }
}
