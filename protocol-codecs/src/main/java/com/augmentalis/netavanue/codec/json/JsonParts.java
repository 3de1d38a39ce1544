package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Several pieces of text that together are one JSON value: how a relayed object gets new members
 * without being parsed or copied. {@link ObjectMembers#spliced} makes the commonest kind.
 */
public final class JsonParts implements JsonSource {

  private final TextSource[] parts;
  private final int length;

  private JsonParts(TextSource[] parts) {
    this.parts = parts;
    int sum = 0;
    for (TextSource part : parts) {
      sum = Math.addExact(sum, part.length());
    }
    this.length = sum;
  }

  /** Trusts the caller that the pieces, one after the other, are one JSON value. */
  public static JsonParts of(TextSource... parts) {
    return new JsonParts(parts.clone());
  }

  /** Trusts the caller that the pieces, one after the other, are one JSON value. */
  public static JsonParts of(List<? extends TextSource> parts) {
    return new JsonParts(parts.toArray(new TextSource[0]));
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void writeTo(ByteBuf out) {
    for (TextSource part : parts) {
      part.writeTo(out);
    }
  }

  /** The same value in one piece. */
  public JsonSlice toSlice() {
    ByteSlice bytes = bytes();
    return JsonSlice.of(bytes.array(), bytes.offset(), bytes.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonParts that && bytes().equals(that.bytes());
  }

  @Override
  public int hashCode() {
    return bytes().hashCode();
  }

  @Override
  public String toString() {
    return "JsonParts[" + parts.length + " parts, " + length + " bytes]";
  }
}
