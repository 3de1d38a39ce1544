package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments of an event or acknowledgement: JSON values, and binary attachments that
 * placeholders in those values stand for (Socket.IO protocol 5, "Packet encoding").
 *
 * <p>Valid for as long as it is referenced; it keeps the frame it was read from reachable. Equal to
 * another by the text of the arguments and the bytes of the attachments. Immutable.
 */
public final class EventArgs {

  /** No arguments. */
  public static final EventArgs EMPTY = of();

  private final JsonCodec codec;
  private final int size;
  private final JsonSource[] values;
  private final ObjectMembers[] members;
  private final List<ByteSlice> attachments;

  private EventArgs(
      JsonCodec codec,
      int size,
      JsonSource[] values,
      ObjectMembers[] members,
      List<ByteSlice> attachments) {
    this.codec = codec;
    this.size = size;
    this.values = values;
    this.members = members;
    this.attachments = attachments;
  }

  /** Arguments to be sent. */
  public static EventArgs of(JsonSource... values) {
    return new EventArgs(
        JsonCodec.standard(),
        values.length,
        values.clone(),
        new ObjectMembers[values.length],
        List.of());
  }

  /**
   * Reads the rest of the array that the cursor is in, up to the bracket that closes it. The frame
   * behind the cursor must not change any more.
   *
   * @throws JsonException if the text is not JSON or is beyond the limits
   */
  static EventArgs read(JsonCursor cursor, JsonCodec codec, byte[] array, int max) {
    JsonSource[] values = new JsonSource[2];
    ObjectMembers[] members = new ObjectMembers[2];
    int size = 0;
    int start = 0;
    while (true) {
      JsonToken token = cursor.nextInStructure();
      if (size > 0) {
        values[size - 1] = JsonSlice.of(array, start, cursor.endOfPrevious() - start);
      }
      if (token == JsonToken.END_ARRAY) {
        return new EventArgs(codec, size, values, members, List.of());
      }
      if (size == max) {
        throw new JsonException("more than " + max + " arguments");
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        members = Arrays.copyOf(members, 2 * size);
      }
      start = cursor.start();
      if (token == JsonToken.START_OBJECT) {
        members[size] = cursor.members();
      } else {
        cursor.skip();
      }
      size++;
    }
  }

  /**
   * The same arguments with the attachments that their placeholders stand for.
   *
   * @param attachments in the order of their numbers
   */
  public EventArgs withAttachments(List<ByteSlice> attachments) {
    return new EventArgs(codec, size, values, members, List.copyOf(attachments));
  }

  /** The number of arguments. */
  public int size() {
    return size;
  }

  /** An argument as it can be sent on; binary parts appear as placeholders. */
  public JsonSource source(int index) {
    checkIndex(index);
    return values[index];
  }

  /** An argument as one piece of JSON text; binary parts appear as placeholders. */
  public JsonSlice slice(int index) {
    checkIndex(index);
    JsonSource value = values[index];
    if (value instanceof JsonSlice slice) {
      return slice;
    }
    ByteSlice bytes = value.bytes();
    return JsonSlice.of(bytes.array(), bytes.offset(), bytes.length());
  }

  /**
   * An argument as a new tree, in which every placeholder of an attachment is a BinaryNode.
   *
   * @throws JsonException if the argument is beyond the limits
   */
  public JsonNode node(int index) {
    JsonNode node = slice(index).parse(codec);
    return attachments.isEmpty() ? node : Placeholders.substitute(node, attachments);
  }

  /** The index of an argument that is an object, or null if it is of another kind. */
  public ObjectMembers members(int index) {
    checkIndex(index);
    ObjectMembers known = members[index];
    if (known != null) {
      return known;
    }
    JsonSlice slice = slice(index);
    return slice.kind() == JsonKind.OBJECT ? ObjectMembers.of(codec, slice) : null;
  }

  /** The binary attachments in the order of their numbers. */
  public List<ByteSlice> attachments() {
    return attachments;
  }

  /**
   * What is wrong with the placeholders, if the sender announced this number of attachments: each
   * must be referred to exactly once.
   *
   * @return one sentence, or null if nothing is wrong
   */
  public String placeholderProblem(int announced) {
    Placeholders placeholders = new Placeholders(announced);
    for (int i = 0; i < size; i++) {
      placeholders.collect(slice(i).parse(codec));
    }
    return placeholders.problem();
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("argument " + index + " of " + size);
    }
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof EventArgs that)
        || size != that.size
        || !attachments.equals(that.attachments)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!slice(i).equals(that.slice(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = attachments.hashCode();
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + slice(i).hashCode();
    }
    return hash;
  }

  /** Counts only: what a peer sent does not belong in a log. */
  @Override
  public String toString() {
    return "EventArgs[" + size + " values, " + attachments.size() + " attachments]";
  }
}
