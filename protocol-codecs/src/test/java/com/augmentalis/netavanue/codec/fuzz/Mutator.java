package com.augmentalis.netavanue.codec.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Makes inputs out of a corpus by small changes, each of them decided by the generator alone. */
final class Mutator {

  private static final byte[] TELLING = {
    0,
    1,
    0x1e,
    ' ',
    '"',
    '-',
    ',',
    '/',
    '0',
    '1',
    '2',
    '5',
    '9',
    ':',
    '[',
    '\\',
    ']',
    '{',
    '}',
    'b',
    'e',
    'u',
    0x7F,
    (byte) 0x80,
    (byte) 0xC0,
    (byte) 0xED,
    (byte) 0xF4,
    (byte) 0xFF
  };

  private final Random random;
  private final List<byte[]> corpus;

  Mutator(Random random, List<byte[]> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  byte[] next() {
    byte[] input = any();
    for (int i = random.nextInt(5); i > 0; i--) {
      input = change(input);
    }
    return input;
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size())).clone();
  }

  private byte[] change(byte[] input) {
    if (input.length == 0) {
      return any();
    }
    int at = random.nextInt(input.length);
    int to = at + random.nextInt(Math.min(32, input.length - at) + 1);
    return switch (random.nextInt(8)) {
      case 0 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
      case 1, 2 -> with(input, at, TELLING[random.nextInt(TELLING.length)]);
      case 3 -> join(input, at, new byte[] {TELLING[random.nextInt(TELLING.length)]}, 1, at);
      case 4 -> join(input, at, input, 0, to);
      case 5 -> join(input, at, any(), 1, to);
      case 6 -> join(input, to, slice(input, at, to), 1 + random.nextInt(200), to);
      default -> join(input, at, input, 0, input.length);
    };
  }

  private static byte[] with(byte[] input, int at, byte value) {
    input[at] = value;
    return input;
  }

  private static byte[] slice(byte[] input, int from, int to) {
    return java.util.Arrays.copyOfRange(input, from, to);
  }

  /** The input up to an index, something a number of times, and the input from another index. */
  private static byte[] join(byte[] input, int head, byte[] middle, int times, int tail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, head);
    for (int i = 0; i < times && out.size() < 100_000; i++) {
      out.write(middle, 0, middle.length);
    }
    out.write(input, tail, input.length - tail);
    return out.toByteArray();
  }
}
