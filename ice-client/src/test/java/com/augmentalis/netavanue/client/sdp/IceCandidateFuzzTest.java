package com.augmentalis.netavanue.client.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is written reads back equal, and whatever is read is a candidate or a typed refusal. */
class IceCandidateFuzzTest {

  private static final long SEED = 0x1CE_CA4D1DA7EL;
  private static final int ROUNDS = 50_000;

  private static final List<TcpType> TCP_TYPES = List.of(TcpType.values());
  private static final String ICE = "abzAZ059+/";
  private static final String TOKEN = "abz059-._~!";
  private static final String VALUE = "abzAZ059:;,=\"\\/(){}[]<>@?";
  private static final String NOISE =
      "candidate: a=typ hostraddrport0123456789.:-\r\n\0\u00e9\ud83d";

  private final Random random = new Random(SEED);

  @Test
  void whatIsWrittenReadsBackEqual() throws SdpSyntaxException {
    for (int round = 0; round < ROUNDS; round++) {
      IceCandidate candidate = candidate();
      String line = candidate.line();
      assertEquals(candidate, IceCandidate.parse(line), () -> "seed " + SEED + ": " + line);
    }
  }

  @Test
  void whatIsDamagedIsACandidateOrRefused() {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += isRefused(damage(candidate().line())) ? 1 : 0;
    }
    assertTrue(refused > ROUNDS / 10 && refused < ROUNDS, "both happen: " + refused);
  }

  @Test
  void noiseIsRefused() {
    for (int round = 0; round < ROUNDS; round++) {
      String noise = text(NOISE, 0, 60);
      assertTrue(isRefused(noise), () -> "seed " + SEED + ": " + noise);
      assertTrue(isRefused("candidate:" + noise), () -> "seed " + SEED + ": " + noise);
    }
  }

  private static boolean isRefused(String line) {
    IceCandidate read;
    try {
      read = IceCandidate.parse(line);
    } catch (SdpSyntaxException e) {
      return true;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ": " + line, e);
    }
    try {
      assertEquals(read, IceCandidate.parse(read.line()), () -> "seed " + SEED + ": " + line);
    } catch (SdpSyntaxException e) {
      throw new AssertionError("seed " + SEED + ": cannot read what was written of " + line, e);
    }
    return false;
  }

  private IceCandidate candidate() {
    List<IceCandidate.Extension> extensions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      extensions.add(new IceCandidate.Extension("x" + text(TOKEN, 0, 8), text(VALUE, 0, 8)));
    }
    boolean related = random.nextBoolean();
    return new IceCandidate(
        text(ICE, 1, 32),
        1 + random.nextInt(256),
        random.nextBoolean() ? "udp" : text(TOKEN, 1, 6),
        random.nextLong(1L << 32),
        address(),
        random.nextInt(65_536),
        random.nextBoolean() ? "relay" : text(TOKEN, 1, 6),
        related || random.nextBoolean() ? address() : null,
        related ? Integer.valueOf(random.nextInt(65_536)) : null,
        random.nextInt(3) > 0 ? null : TCP_TYPES.get(random.nextInt(3)),
        extensions);
  }

  private ConnectionAddress address() {
    return ConnectionAddress.of(
        switch (random.nextInt(5)) {
          case 0 -> Integer.toHexString(random.nextInt(65_536)) + "::" + random.nextInt(10_000);
          case 1 -> "::ffff:" + ipv4();
          case 2 -> text("abz059-", 1, 20) + ".local";
          default -> ipv4();
        });
  }

  private String ipv4() {
    return random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256);
  }

  private String damage(String line) {
    StringBuilder damaged = new StringBuilder(line);
    for (int i = 1 + random.nextInt(3); i > 0 && damaged.length() > 0; i--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
        case 2 -> damaged.setCharAt(at, (char) random.nextInt(0x180));
        default -> damaged.setLength(at);
      }
    }
    return damaged.toString();
  }

  private String text(String alphabet, int min, int max) {
    StringBuilder text = new StringBuilder();
    for (int i = min + random.nextInt(max - min + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
