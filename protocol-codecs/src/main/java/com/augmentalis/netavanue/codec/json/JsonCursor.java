package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.Utf8;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A single pass over JSON text that also knows where in the array each value stands.
 *
 * <p>Jackson validates a string only when it passes on to the next token, so the end of a value is
 * found from the start of its successor: between the two there can only be white space and a comma.
 * No string is ever decoded for that.
 */
public final class JsonCursor implements AutoCloseable {

  private final JsonCodec codec;
  private final JsonParser parser;
  private final byte[] array;
  private final int offset;

  /**
   * Starts before the first token.
   *
   * <p>Only strictly valid UTF-8 gives well-formed slices; Jackson is laxer, so the caller checks
   * the bytes with {@link Utf8#isValid}.
   *
   * @throws JsonException never for the text as such, which {@link #next} reads
   */
  public JsonCursor(JsonCodec codec, byte[] array, int offset, int length) {
    try {
      this.codec = codec;
      this.parser = codec.parser(array, offset, length);
      this.array = array;
      this.offset = offset;
    } catch (IOException e) {
      throw JsonCodec.failure(e);
    }
  }

  /**
   * Reads all of the text and keeps nothing.
   *
   * @throws JsonException if it is not exactly one JSON value in UTF-8
   */
  static void check(JsonCodec codec, ByteSlice text) {
    if (!Utf8.isValid(text.array(), text.offset(), text.length())) {
      throw new JsonException("JSON: invalid UTF-8");
    }
    try (JsonCursor cursor = new JsonCursor(codec, text.array(), text.offset(), text.length())) {
      if (cursor.next() == null) {
        throw new JsonException("empty text is not a JSON value");
      }
      cursor.skip();
      cursor.expectEnd();
    }
  }

  /**
   * The next token, or null at the end of the text.
   *
   * @throws JsonException if the text is not JSON or is beyond the limits
   */
  public JsonToken next() {
    try {
      return parser.nextToken();
    } catch (IOException | IllegalStateException e) {
      throw JsonCodec.failure(e);
    }
  }

  /** The index in the array at which the current token starts. */
  public int start() {
    return offset + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** The index after the last byte of the value that precedes the current token. */
  public int endOfPrevious() {
    int end = skipSpaceBack(start());
    return array[end - 1] == ',' ? skipSpaceBack(end - 1) : end;
  }

  private int skipSpaceBack(int from) {
    int end = from;
    while (array[end - 1] <= ' ' && array[end - 1] >= 0) {
      end--;
    }
    return end;
  }

  /** The decoded text of the current string, or the literal of the current number. */
  public String text() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw JsonCodec.failure(e);
    }
  }

  /** The name of the current member. */
  String name() {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw JsonCodec.failure(e);
    }
  }

  /** If the current token opens an array or object, goes on to the token that closes it. */
  public void skip() {
    try {
      JsonParser unused = parser.skipChildren();
    } catch (IOException | IllegalStateException e) {
      throw JsonCodec.failure(e);
    }
  }

  /**
   * The next token, where the text must not end yet.
   *
   * @throws JsonException if it does end, is not JSON or is beyond the limits
   */
  JsonToken nextInStructure() {
    JsonToken token = next();
    if (token == null) {
      throw new JsonException("JSON: unexpected end of text");
    }
    return token;
  }

  /**
   * Reads the rest of the array that the cursor stands in, up to the token that closes it.
   *
   * @param max the most elements
   * @throws JsonException if there are more, the text is not JSON or is beyond the limits
   */
  public EventArgs arguments(int max) {
    return EventArgs.read(this, codec, array, max);
  }

  /** Reads the object that the current token opens, up to the token that closes it. */
  public ObjectMembers members() {
    return ObjectMembers.read(this, codec, array);
  }

  /**
   * Checks that nothing but white space follows.
   *
   * @throws JsonException if something does
   */
  public void expectEnd() {
    if (next() != null) {
      throw new JsonException("JSON: text after the end of the value");
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw JsonCodec.failure(e);
    }
  }
}
