package com.augmentalis.netavanue.codec.json;

/**
 * The bounds of every JSON text that is read or written.
 *
 * @param maxDepth how deep arrays and objects may nest, the outermost one counted as 1
 * @param maxNameLength the longest member name, in characters
 * @param maxNumberLength the longest number, in digits
 * @param maxStringLength the longest string value, in characters
 */
public record JsonLimits(
    int maxDepth, int maxNameLength, int maxNumberLength, int maxStringLength) {

  /** Default of {@link #maxDepth}. */
  public static final int DEFAULT_MAX_DEPTH = 64;

  /** Default of {@link #maxNameLength}. */
  public static final int DEFAULT_MAX_NAME_LENGTH = 4_096;

  /** Default of {@link #maxNumberLength}. */
  public static final int DEFAULT_MAX_NUMBER_LENGTH = 256;

  /** Default of {@link #maxStringLength}. */
  public static final int DEFAULT_MAX_STRING_LENGTH = 16_000_000;

  /** The deepest {@link #maxDepth} that stays clear of the stack's end in recursive readers. */
  public static final int HIGHEST_MAX_DEPTH = 1_000;

  /** Limits with the defaults. */
  public JsonLimits() {
    this(
        DEFAULT_MAX_DEPTH,
        DEFAULT_MAX_NAME_LENGTH,
        DEFAULT_MAX_NUMBER_LENGTH,
        DEFAULT_MAX_STRING_LENGTH);
  }

  /** Checks the limits. */
  public JsonLimits {
    if (maxDepth < 1 || maxDepth > HIGHEST_MAX_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth must be from 1 to " + HIGHEST_MAX_DEPTH + ": " + maxDepth);
    }
    requirePositive(maxNameLength, "maxNameLength");
    requirePositive(maxNumberLength, "maxNumberLength");
    requirePositive(maxStringLength, "maxStringLength");
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
