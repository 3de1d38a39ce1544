package com.augmentalis.netavanue.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteCodeTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void codesHaveTheFormAndUseTheWholeAlphabet() {
    Set<String> codes = new HashSet<>();
    Set<Integer> letters = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String code = InviteCode.draw(random);
      assertTrue(code.matches("AVNE-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"), code);
      codes.add(code);
      code.substring(5).replace("-", "").chars().forEach(letters::add);
    }
    // Two equal ones among 20,000 of 31^8 come once in 4,000 runs; three pairs practically never.
    assertTrue(codes.size() > 20_000 - 3);
    assertEquals(31, letters.size());
    assertEquals(31, InviteCode.ALPHABET.length());
  }

  @Test
  void everyLetterIsEquallyLikelyAtEveryPlace() {
    int draws = 31_000;
    int[][] counts = new int[8][31];
    for (int i = 0; i < draws; i++) {
      String code = InviteCode.draw(random).replace("-", "").substring(4);
      for (int place = 0; place < 8; place++) {
        counts[place][InviteCode.ALPHABET.indexOf(code.charAt(place))]++;
      }
    }
    for (int[] place : counts) {
      for (int count : place) {
        assertEquals(1_000, count, 250, "8 standard deviations of 31");
      }
    }
  }

  @Test
  void whatIsDrawnIsReadInEveryForm() {
    for (int i = 0; i < 1_000; i++) {
      String code = InviteCode.draw(random);
      String compact = code.replace("-", "");
      assertEquals(Optional.of(code), InviteCode.parse(code));
      assertEquals(Optional.of(code), InviteCode.parse(compact));
      assertEquals(Optional.of(code), InviteCode.parse(code.toLowerCase(Locale.ROOT)));
      assertEquals(Optional.of(code), InviteCode.parse("  " + compact.replaceAll("(..)", "$1-")));
    }
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "AVNE-2222-222",
        "AVNE-2222-22222",
        "AVNX-2222-2222",
        "AVNE-2222-2221",
        "AVNE-2222-222O",
        "AVNE-2222-222L",
        "AVNE-2222-222I",
        "AVNE-2222-2220",
        "AVNE-2222-22é2",
        "AVNE_2222_2222",
        "22222222",
        "-",
        "AVNE}{22-2222"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), InviteCode.parse(text));
    assertEquals(Optional.empty(), InviteCode.parse("-".repeat(100) + "AVNE22222222"));
  }
}
