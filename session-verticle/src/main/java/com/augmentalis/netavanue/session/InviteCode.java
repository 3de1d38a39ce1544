package com.augmentalis.netavanue.session;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Invite codes, {@code AVNE-XXXX-XXXX}: 31^8 of them. */
public final class InviteCode {

  /** Digits and letters that cannot be taken for one another. */
  public static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private static final String PREFIX = "AVNE";
  private static final int GROUP = 4;
  private static final int LETTERS = 2 * GROUP;

  private InviteCode() {}

  /** Draws a code, each with equal probability. */
  public static String draw(SecureRandom random) {
    StringBuilder letters = new StringBuilder(LETTERS);
    for (int i = 0; i < LETTERS; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return format(letters);
  }

  /**
   * The code that a person meant: case does not matter, nor do dashes and white space.
   *
   * @return empty when it cannot be one
   */
  public static Optional<String> parse(String text) {
    if (text == null || text.length() > 64) {
      return Optional.empty();
    }
    String compact = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (compact.length() != PREFIX.length() + LETTERS || !compact.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String letters = compact.substring(PREFIX.length());
    boolean known = letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    return known ? Optional.of(format(letters)) : Optional.empty();
  }

  private static String format(CharSequence letters) {
    return PREFIX + '-' + letters.subSequence(0, GROUP) + '-' + letters.subSequence(GROUP, LETTERS);
  }
}
