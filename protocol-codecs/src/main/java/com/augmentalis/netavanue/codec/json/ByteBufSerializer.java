package com.augmentalis.netavanue.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;

/** Writes the readable bytes of a buffer as a binary value; the buffer is left as it is. */
final class ByteBufSerializer extends StdSerializer<ByteBuf> {

  private static final long serialVersionUID = 1L;

  ByteBufSerializer() {
    super(ByteBuf.class);
  }

  @Override
  public void serialize(ByteBuf value, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    generator.writeBinary(ByteBufUtil.getBytes(value));
  }
}
