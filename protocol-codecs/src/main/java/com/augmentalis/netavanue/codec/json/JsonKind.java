package com.augmentalis.netavanue.codec.json;

/** The kinds of JSON values. */
public enum JsonKind {
  STRING,
  NUMBER,
  OBJECT,
  ARRAY,
  TRUE,
  FALSE,
  NULL;

  /** The kind of the well-formed value that starts at an index: its first byte decides. */
  static JsonKind at(byte[] array, int index) {
    return switch (array[index]) {
      case '"' -> STRING;
      case '{' -> OBJECT;
      case '[' -> ARRAY;
      case 't' -> TRUE;
      case 'f' -> FALSE;
      case 'n' -> NULL;
      default -> NUMBER;
    };
  }
}
