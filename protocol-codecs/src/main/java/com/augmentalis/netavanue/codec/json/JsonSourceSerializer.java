package com.augmentalis.netavanue.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes ready JSON inside a larger value as it is. */
final class JsonSourceSerializer extends StdSerializer<JsonSource> {

  private static final long serialVersionUID = 1L;

  JsonSourceSerializer() {
    super(JsonSource.class);
  }

  @Override
  public void serialize(JsonSource value, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    generator.writeRawValue(value.bytes().text());
  }
}
