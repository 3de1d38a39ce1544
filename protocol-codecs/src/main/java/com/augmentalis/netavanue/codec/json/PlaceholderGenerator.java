package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Writes a placeholder wherever a value has bytes, and keeps the bytes aside. */
final class PlaceholderGenerator extends JsonGeneratorDelegate {

  private final List<ByteSlice> attachments;

  PlaceholderGenerator(JsonGenerator generator, List<ByteSlice> attachments) {
    super(generator, false);
    this.attachments = attachments;
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    add(Arrays.copyOfRange(data, offset, offset + length));
  }

  @Override
  public int writeBinary(Base64Variant variant, InputStream data, int length) throws IOException {
    byte[] copy = length < 0 ? data.readAllBytes() : data.readNBytes(length);
    add(copy);
    return copy.length;
  }

  private void add(byte[] copy) throws IOException {
    writeStartObject();
    writeBooleanField("_placeholder", true);
    writeNumberField("num", attachments.size());
    writeEndObject();
    attachments.add(ByteSlice.of(copy));
  }
}
