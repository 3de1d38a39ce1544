package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;

/**
 * An immutable view of one JSON value in a byte array, equal to another by its bytes.
 *
 * <p>The factories trust their caller: the bytes must be one well-formed JSON value in UTF-8 and
 * must not change any more. Text from outside is checked by {@link #checked} or by a decoder.
 */
public final class JsonSlice implements JsonSource {

  /** The value {@code null}. */
  public static final JsonSlice NULL = new JsonSlice(ByteSlice.utf8("null"));

  /** The value {@code true}. */
  public static final JsonSlice TRUE = new JsonSlice(ByteSlice.utf8("true"));

  /** The value {@code false}. */
  public static final JsonSlice FALSE = new JsonSlice(ByteSlice.utf8("false"));

  /** The value <code>{}</code>. */
  public static final JsonSlice EMPTY_OBJECT = new JsonSlice(ByteSlice.utf8("{}"));

  private final ByteSlice bytes;

  private JsonSlice(ByteSlice bytes) {
    this.bytes = bytes;
  }

  /** A view of a whole array of well-formed JSON, which is not copied. */
  public static JsonSlice of(byte[] array) {
    return new JsonSlice(ByteSlice.of(array));
  }

  /** A view of well-formed JSON inside an array, which is not copied. */
  public static JsonSlice of(byte[] array, int offset, int length) {
    return new JsonSlice(ByteSlice.of(array, offset, length));
  }

  /** The UTF-8 form of well-formed JSON text. */
  public static JsonSlice of(String json) {
    return new JsonSlice(ByteSlice.utf8(json));
  }

  /**
   * A view of bytes of unknown origin, checked in full with the standard limits.
   *
   * @throws JsonException if they are not exactly one JSON value in UTF-8
   */
  public static JsonSlice checked(ByteSlice bytes) {
    JsonCursor.check(JsonCodec.standard(), bytes);
    return new JsonSlice(bytes);
  }

  /** The array behind the view; not to be written to. */
  public byte[] array() {
    return bytes.array();
  }

  /** The index of the first byte in {@link #array()}. */
  public int offset() {
    return bytes.offset();
  }

  @Override
  public int length() {
    return bytes.length();
  }

  /** What kind of value this is, read off its first byte. */
  public JsonKind kind() {
    return JsonKind.at(array(), offset());
  }

  /** The JSON text. */
  public String text() {
    return bytes.text();
  }

  /**
   * Reads the value into a new tree, with the standard limits.
   *
   * @throws JsonException if the value is beyond the limits
   */
  public JsonNode parse() {
    return parse(JsonCodec.standard());
  }

  /**
   * Reads the value into a new tree.
   *
   * @throws JsonException if the value is beyond the limits of the codec
   */
  public JsonNode parse(JsonCodec codec) {
    return codec.read(bytes);
  }

  /** This view, or a copy if the array behind it is larger: for what is kept for long. */
  public JsonSlice compact() {
    return length() == array().length ? this : new JsonSlice(bytes.compact());
  }

  @Override
  public ByteSlice bytes() {
    return bytes;
  }

  @Override
  public void writeTo(ByteBuf out) {
    bytes.writeTo(out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonSlice that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  /** Kind and length only: what a peer sent does not belong in a log. */
  @Override
  public String toString() {
    return "JsonSlice[" + kind() + ", " + length() + " bytes]";
  }
}
