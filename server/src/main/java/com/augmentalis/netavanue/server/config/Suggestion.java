package com.augmentalis.netavanue.server.config;

import java.util.Comparator;
import java.util.List;

/** Finds the name that an operator may have meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Says which known name is near to an unknown one.
   *
   * @return text such as {@code "; did you mean --port?"}, empty when nothing is near
   */
  public static String among(String unknown, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .filter(name -> distance(unknown, name) <= Math.max(2, unknown.length() / 4))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  // Levenshtein distance, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
