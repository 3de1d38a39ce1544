package com.augmentalis.netavanue.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.augmentalis.netavanue.codec.ByteSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSliceTest {

  private static final byte[] FRAME = "xx{\"a\":[1]}yy".getBytes(StandardCharsets.UTF_8);

  @Test
  void isAViewOfItsPartOfTheArray() {
    JsonSlice slice = JsonSlice.of(FRAME, 2, 9);
    assertEquals("{\"a\":[1]}", slice.text());
    assertEquals(1, slice.parse().path("a").get(0).intValue());
    assertSame(FRAME, slice.array());
    assertThrows(IndexOutOfBoundsException.class, () -> JsonSlice.of(FRAME, 2, 12));
  }

  @Test
  void equalsByContent() {
    JsonSlice slice = JsonSlice.of(FRAME, 2, 9);
    assertEquals(JsonSlice.of("{\"a\":[1]}"), slice);
    assertEquals(JsonSlice.of("{\"a\":[1]}").hashCode(), slice.hashCode());
    assertNotEquals(JsonSlice.of("{\"a\":[2]}"), slice);
  }

  @Test
  void compactLetsGoOfTheRest() {
    JsonSlice slice = JsonSlice.of(FRAME, 2, 9);
    JsonSlice compact = slice.compact();
    assertNotSame(FRAME, compact.array());
    assertEquals(9, compact.array().length);
    assertEquals(slice, compact);
    assertSame(compact, compact.compact());
  }

  @Test
  void doesNotPrintItsContent() {
    assertEquals("JsonSlice[STRING, 8 bytes]", JsonSlice.of("\"secret\"").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"s\"|STRING",
        "-1|NUMBER",
        "7|NUMBER",
        "{}|OBJECT",
        "[]|ARRAY",
        "true|TRUE",
        "false|FALSE",
        "null|NULL"
      })
  void knowsItsKind(String json, JsonKind kind) {
    assertEquals(kind, JsonSlice.checked(ByteSlice.utf8(json)).kind());
  }

  @Test
  void checkedRefusesInvalidUtf8ThatJacksonWouldPass() {
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
    assertThrows(JsonException.class, () -> JsonSlice.checked(ByteSlice.of(overlong)));
  }

  @Test
  void partsWriteThemselvesOneAfterTheOther() {
    JsonParts parts =
        JsonParts.of(ByteSlice.utf8("{\"n\":"), JsonSlice.of("1"), ByteSlice.utf8("}"));
    ByteBuf out = Unpooled.buffer();
    parts.writeTo(out);
    assertEquals("{\"n\":1}", out.toString(StandardCharsets.UTF_8));
    assertEquals(out.readableBytes(), parts.length());
    assertEquals(JsonSlice.of("{\"n\":1}"), parts.toSlice());
    assertEquals(JsonParts.of(ByteSlice.utf8("{\"n\":1}")), parts);
  }
}
