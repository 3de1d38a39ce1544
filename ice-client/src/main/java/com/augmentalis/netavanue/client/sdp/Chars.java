package com.augmentalis.netavanue.client.sdp;

/** Character classes of the grammars; ASCII only, unlike {@link Character}'s. */
final class Chars {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

  private Chars() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** {@code ice-char} of RFC 8839 section 5.1. */
  static boolean isIceChar(int c) {
    return isAlphanumeric(c) || c == '+' || c == '/';
  }

  /** {@code token-char} of RFC 8866 section 9. */
  static boolean isTokenChar(int c) {
    return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  /** {@code VCHAR} of RFC 5234 appendix B.1. */
  static boolean isVisible(int c) {
    return c >= 0x21 && c <= 0x7e;
  }

  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Chars::isTokenChar);
  }
}
