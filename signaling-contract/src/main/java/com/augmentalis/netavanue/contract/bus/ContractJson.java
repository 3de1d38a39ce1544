package com.augmentalis.netavanue.contract.bus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/** How contract records become JSON and back: absent is left out, unknown is passed over. */
public final class ContractJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  private ContractJson() {}

  /**
   * Encodes a contract record.
   *
   * @throws IllegalArgumentException when it is no contract record and cannot be encoded
   */
  public static Buffer encode(Object record) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(record));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a contract record: " + record.getClass(), e);
    }
  }

  /**
   * Encodes a contract record as the JSON object that events are published as.
   *
   * @throws IllegalArgumentException when it is no contract record and cannot be encoded
   */
  @SuppressWarnings("unchecked") // a record's JSON is an object, whose keys are strings
  public static JsonObject encodeObject(Object record) {
    return new JsonObject(MAPPER.convertValue(record, Map.class));
  }

  /**
   * Decodes a contract record.
   *
   * @throws MalformedRecordException when the bytes are not JSON of that record
   */
  public static <T> T decode(Buffer json, Class<T> type) {
    return decode(json.getBytes(), type);
  }

  /**
   * Decodes a contract record.
   *
   * @throws MalformedRecordException when the bytes are not JSON of that record
   */
  public static <T> T decode(byte[] json, Class<T> type) {
    ObjectReader reader = MAPPER.readerFor(type);
    T value;
    try {
      value = reader.readValue(json);
    } catch (IOException e) {
      throw new MalformedRecordException(type, e.getMessage());
    }
    if (value == null) {
      throw new MalformedRecordException(type, "null");
    }
    return value;
  }
}
