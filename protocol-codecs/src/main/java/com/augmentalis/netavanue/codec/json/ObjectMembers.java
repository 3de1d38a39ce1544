package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shallow index of an object: which names it has, where their values stand and of what kind
 * they are. Values are decoded only when they are asked for.
 *
 * <p>Where a name occurs more than once the last value counts, as in every usual JSON reader; who
 * cannot accept that asks {@link #hasDuplicates()}. Names are compared as decoded, so an escaped
 * spelling hides nothing. Immutable.
 */
public final class ObjectMembers {

  private static final ByteSlice OPEN = ByteSlice.utf8("{");
  private static final ByteSlice COMMA = ByteSlice.utf8(",");
  private static final ByteSlice CLOSE = ByteSlice.utf8("}");

  /** Index entries of a member: where its name, its value, and what follows its value start. */
  private static final int STRIDE = 3;

  private static final int SMALL = 16;

  private final JsonCodec codec;
  private final byte[] array;
  private final int start;
  private final int end;
  private final int size;
  private final String[] names;
  private final int[] bounds;

  private ObjectMembers(
      JsonCodec codec, byte[] array, int start, int end, int size, String[] names, int[] bounds) {
    this.codec = codec;
    this.array = array;
    this.start = start;
    this.end = end;
    this.size = size;
    this.names = names;
    this.bounds = bounds;
  }

  /**
   * Indexes an object that stands alone.
   *
   * @throws JsonException if the slice is not an object or is beyond the standard limits
   */
  public static ObjectMembers of(JsonSlice object) {
    return of(JsonCodec.standard(), object);
  }

  /**
   * Indexes an object that stands alone.
   *
   * @throws JsonException if the slice is not an object or is beyond the codec's limits
   */
  public static ObjectMembers of(JsonCodec codec, JsonSlice object) {
    try (JsonCursor cursor =
        new JsonCursor(codec, object.array(), object.offset(), object.length())) {
      if (cursor.next() != JsonToken.START_OBJECT) {
        throw new JsonException("JSON: not an object");
      }
      ObjectMembers members = cursor.members();
      cursor.expectEnd();
      return members;
    }
  }

  /** Reads on from the token that opens the object to the one that closes it. */
  static ObjectMembers read(JsonCursor cursor, JsonCodec codec, byte[] array) {
    int start = cursor.start();
    String[] names = new String[6];
    int[] bounds = new int[STRIDE * names.length];
    int size = 0;
    while (true) {
      boolean closed = cursor.nextInStructure() == JsonToken.END_OBJECT;
      if (size > 0) {
        bounds[STRIDE * size - 1] = cursor.endOfPrevious();
      }
      if (closed) {
        return new ObjectMembers(codec, array, start, cursor.start() + 1, size, names, bounds);
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        bounds = Arrays.copyOf(bounds, STRIDE * 2 * size);
      }
      names[size] = cursor.name();
      bounds[STRIDE * size] = cursor.start();
      JsonToken unused = cursor.nextInStructure();
      bounds[STRIDE * size + 1] = cursor.start();
      cursor.skip();
      size++;
    }
  }

  /** The number of members, repeated names counted each time. */
  public int size() {
    return size;
  }

  /** The decoded name of a member, in the order of the text. */
  public String name(int index) {
    checkIndex(index);
    return names[index];
  }

  /** The value of a member, in the order of the text. */
  public JsonSlice slice(int index) {
    checkIndex(index);
    return sliceAt(index);
  }

  /** Whether some name occurs more than once. */
  public boolean hasDuplicates() {
    if (size > SMALL) {
      Set<String> seen = new HashSet<>(Arrays.asList(names).subList(0, size));
      return seen.size() < size;
    }
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        if (names[i].equals(names[j])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the object has a member of this name, of whatever kind. */
  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /** The kind of a member's value, or null if there is no such member. */
  public JsonKind kind(String name) {
    int index = indexOf(name);
    return index < 0 ? null : kindAt(index);
  }

  /** Whether the member exists and is a string. */
  public boolean isString(String name) {
    return kind(name) == JsonKind.STRING;
  }

  /** The value of a member as it stands in the text, or null if there is no such member. */
  public JsonSlice slice(String name) {
    int index = indexOf(name);
    return index < 0 ? null : sliceAt(index);
  }

  /** The decoded string, or null if there is no such member or it is not a string. */
  public String string(String name) {
    int index = indexOf(name);
    return index < 0 || kindAt(index) != JsonKind.STRING ? null : stringAt(index);
  }

  /** Whether the member is a string with this content; allocates nothing for plain ASCII. */
  public boolean stringEquals(String name, String expected) {
    int index = indexOf(name);
    if (index < 0 || kindAt(index) != JsonKind.STRING) {
      return false;
    }
    int from = valueStart(index) + 1;
    int length = valueEnd(index) - 1 - from;
    // An escape or a multi-byte character is longer in the text than decoded, never shorter.
    if (length < expected.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte b = array[from + i];
      if (b < 0 || b == '\\') {
        return stringAt(index).equals(expected);
      }
      if (i == expected.length() || b != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The length in bytes of a string as it stands in the text, without its quotes: an upper bound of
   * the length in characters. -1 if there is no such member or it is not a string.
   */
  public int rawStringLength(String name) {
    int index = indexOf(name);
    return index < 0 || kindAt(index) != JsonKind.STRING
        ? -1
        : valueEnd(index) - valueStart(index) - 2;
  }

  /** The value of a member as a new tree, or null if there is no such member. */
  public JsonNode node(String name) {
    int index = indexOf(name);
    return index < 0 ? null : sliceAt(index).parse(codec);
  }

  /** The whole object as it stands in the text. */
  public JsonSlice object() {
    return JsonSlice.of(array, start, end - start);
  }

  /**
   * The same object with other members in front of its own and some of its own left out, without
   * parsing or copying what stays. A name that the new members set must be among those dropped:
   * readers take the last of two equal names.
   *
   * @param leading members without braces, such as {@code "type":"PING","n":1}; may be empty
   * @param dropped the names whose members are left out, however often they occur
   */
  public JsonSource spliced(TextSource leading, String... dropped) {
    List<TextSource> parts = new ArrayList<>(4);
    parts.add(OPEN);
    boolean separate = leading.length() > 0;
    if (separate) {
      parts.add(leading);
    }
    int index = 0;
    while (index < size) {
      if (isOneOf(names[index], dropped)) {
        index++;
        continue;
      }
      int first = index;
      while (index < size && !isOneOf(names[index], dropped)) {
        index++;
      }
      if (separate) {
        parts.add(COMMA);
      }
      separate = true;
      int from = bounds[STRIDE * first];
      parts.add(ByteSlice.of(array, from, valueEnd(index - 1) - from));
    }
    parts.add(CLOSE);
    return JsonParts.of(parts);
  }

  private static boolean isOneOf(String name, String[] names) {
    for (String candidate : names) {
      if (candidate.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private int indexOf(String name) {
    for (int i = size - 1; i >= 0; i--) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("member " + index + " of " + size);
    }
  }

  private int valueStart(int index) {
    return bounds[STRIDE * index + 1];
  }

  private int valueEnd(int index) {
    return bounds[STRIDE * index + 2];
  }

  private JsonKind kindAt(int index) {
    return JsonKind.at(array, valueStart(index));
  }

  private JsonSlice sliceAt(int index) {
    return JsonSlice.of(array, valueStart(index), valueEnd(index) - valueStart(index));
  }

  private String stringAt(int index) {
    int from = valueStart(index) + 1;
    int to = valueEnd(index) - 1;
    for (int i = from; i < to; i++) {
      if (array[i] == '\\') {
        return sliceAt(index).parse(codec).textValue();
      }
    }
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }
}
