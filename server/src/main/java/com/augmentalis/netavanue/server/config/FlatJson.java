package com.augmentalis.netavanue.server.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flattens a JSON object to dotted keys; an array of scalars becomes a list separated by commas.
 */
final class FlatJson {
  private static final int MAX_DEPTH = 8;

  private FlatJson() {}

  static Map<String, String> read(String text) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "an object is expected");
      }
      Map<String, String> texts = new LinkedHashMap<>();
      object(parser, "", 1, texts);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "the end is expected");
      }
      return texts;
    }
  }

  static String where(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static void object(JsonParser parser, String prefix, int depth, Map<String, String> texts)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new JsonParseException(parser, "too deep");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        object(parser, key + ".", depth + 1, texts);
      } else if (token == JsonToken.START_ARRAY) {
        texts.put(key, array(parser));
      } else if (token != JsonToken.VALUE_NULL) {
        texts.put(key, parser.getText());
      }
    }
  }

  private static String array(JsonParser parser) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw new JsonParseException(parser, "a scalar is expected");
      }
      items.add(parser.getText());
    }
    return String.join(",", items);
  }
}
