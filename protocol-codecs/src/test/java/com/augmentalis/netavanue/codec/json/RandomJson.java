package com.augmentalis.netavanue.codec.json;

import java.util.Random;

/** Writes random JSON text with all its freedoms: spacing, escapes, repeated and odd names. */
public final class RandomJson {

  private static final String[] NAMES = {
    "a",
    "type",
    "t\\u0079pe",
    "_placeholder",
    "num",
    "",
    "\\\"",
    "\u00fc",
    "\ud83d\ude00",
    "long name"
  };
  private static final String[] SCALARS = {
    "0",
    "-0",
    "1.5",
    "-12e+3",
    "9007199254740993",
    "true",
    "false",
    "null",
    "\"\"",
    "\"x\"",
    "\"\\r\\n\\t\\u0041\"",
    "\"\u20ac\"",
    "\"},{[\\\\\"",
    "\"\\\"\""
  };

  private final Random random;

  /** Draws from this generator. */
  public RandomJson(Random random) {
    this.random = random;
  }

  /** Appends any value. */
  public void value(StringBuilder out, int depth) {
    int choice = depth > 5 ? 9 : random.nextInt(10);
    if (choice < 2) {
      object(out, depth);
    } else if (choice < 4) {
      array(out, depth);
    } else {
      out.append(SCALARS[random.nextInt(SCALARS.length)]);
    }
  }

  /** Appends an object. */
  public void object(StringBuilder out, int depth) {
    out.append('{');
    int size = random.nextInt(9);
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",");
      space(out);
      out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append('"');
      space(out);
      out.append(':');
      space(out);
      value(out, depth + 1);
      space(out);
    }
    out.append('}');
  }

  /** Appends an array. */
  public void array(StringBuilder out, int depth) {
    out.append('[');
    space(out);
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",");
      space(out);
      value(out, depth + 1);
      space(out);
    }
    out.append(']');
  }

  private void space(StringBuilder out) {
    if (random.nextInt(4) == 0) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }
}
