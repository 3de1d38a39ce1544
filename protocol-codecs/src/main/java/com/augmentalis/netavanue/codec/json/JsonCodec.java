package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;

/**
 * The one place that makes Jackson's readers and writers, all bounded by one {@link JsonLimits}.
 *
 * <p>Immutable; one instance serves all threads.
 */
public final class JsonCodec {

  private static final JsonCodec STANDARD = new JsonCodec(new JsonLimits());

  private final JsonLimits limits;
  private final JsonMapper mapper;

  /** Makes readers and writers with the given bounds. */
  public JsonCodec(JsonLimits limits) {
    this.limits = limits;
    this.mapper =
        JsonMapper.builder(factory(limits))
            .addModule(
                new SimpleModule()
                    .addSerializer(ByteBuf.class, new ByteBufSerializer())
                    .addSerializer(JsonSource.class, new JsonSourceSerializer()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /** The codec with the default limits. */
  public static JsonCodec standard() {
    return STANDARD;
  }

  private static JsonFactory factory(JsonLimits limits) {
    JsonFactoryBuilder builder = new JsonFactoryBuilder();
    builder
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxNameLength(limits.maxNameLength())
                .maxNumberLength(limits.maxNumberLength())
                .maxStringLength(limits.maxStringLength())
                .build())
        .streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(limits.maxDepth()).build())
        // Names come from strangers: they must not end in the VM's table of interned strings.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // RFC 8259 section 8.1: UTF-8 only, so no guessing of UTF-16 or UTF-32.
        .disable(JsonFactory.Feature.CHARSET_DETECTION);
    return new BoundedSymbolsFactory(builder);
  }

  /** The bounds of this codec. */
  public JsonLimits limits() {
    return limits;
  }

  /**
   * The mapper behind this codec, for records and trees. It is shared: copy it before configuring
   * it differently; a copy keeps the bounds.
   */
  public ObjectMapper mapper() {
    return mapper;
  }

  /** A streaming reader over a part of an array; the caller closes it. */
  JsonParser parser(byte[] array, int offset, int length) throws IOException {
    return mapper.getFactory().createParser(array, offset, length);
  }

  /**
   * Reads exactly one value.
   *
   * @throws JsonException if the bytes are no JSON value, more than one, or beyond the limits
   */
  public JsonNode read(ByteSlice text) {
    return read(text.array(), text.offset(), text.length());
  }

  JsonNode read(byte[] array, int offset, int length) {
    try {
      JsonNode node = mapper.readTree(array, offset, length);
      if (node == null || node.isMissingNode()) {
        throw new JsonException("empty text is not a JSON value");
      }
      return node;
    } catch (IOException | IllegalStateException e) {
      throw failure(e);
    }
  }

  /**
   * Writes a tree, record, map, list or simple value.
   *
   * @throws JsonException if the value cannot be written or is nested beyond the limits
   */
  public JsonSlice write(Object value) {
    try {
      return JsonSlice.of(mapper.writeValueAsBytes(value));
    } catch (IOException | IllegalStateException e) {
      throw failure(e);
    }
  }

  /**
   * Writes a value and takes the binary parts out of it: in the place of every byte array,
   * ByteBuffer, ByteBuf or BinaryNode, however deep, stands a placeholder (Socket.IO protocol 5,
   * "Packet encoding"). The bytes are copied; a ByteBuf is neither moved nor released.
   *
   * @param value the value
   * @param attachments gets the binary parts; a placeholder's number is the place in this list
   * @throws JsonException if the value cannot be written or is nested beyond the limits
   */
  public JsonSource write(Object value, List<ByteSlice> attachments) {
    if (value instanceof JsonSource ready) {
      return ready;
    }
    if (value == null) {
      return JsonSlice.NULL;
    }
    if (value instanceof Boolean bool) {
      return bool ? JsonSlice.TRUE : JsonSlice.FALSE;
    }
    try (ByteArrayBuilder out = new ByteArrayBuilder();
        JsonGenerator plain = mapper.createGenerator(out, JsonEncoding.UTF8);
        JsonGenerator generator = new PlaceholderGenerator(plain, attachments)) {
      mapper.writeValue(generator, value);
      generator.flush();
      return JsonSlice.of(out.toByteArray());
    } catch (IOException | IllegalStateException e) {
      throw failure(e);
    }
  }

  /**
   * The typed error for what Jackson throws. An IllegalStateException is its answer to member names
   * made to collide in its symbol table.
   */
  static JsonException failure(Exception cause) {
    String detail =
        cause instanceof JsonProcessingException problem
            ? problem.getOriginalMessage()
            : cause.getMessage();
    return new JsonException("JSON: " + detail);
  }
}
