package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.json.JsonSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the types of Vert.x into those that the packet encoder writes. */
final class OutgoingValues {

  /** Values nested deeper than this are the application's error. */
  private static final int MAX_DEPTH = 1_000;

  private OutgoingValues() {}

  static Object[] of(Object... args) {
    Object[] values = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      values[i] = convert(args[i], 0);
    }
    return values;
  }

  static Object of(Object value) {
    return convert(value, 0);
  }

  private static Object convert(Object value, int depth) {
    if (value == null || value instanceof JsonSource || value instanceof String) {
      return value;
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("value is nested deeper than " + MAX_DEPTH);
    }
    if (value instanceof Buffer buffer) {
      return buffer.getBytes();
    }
    if (value instanceof JsonObject object) {
      return convertMap(object.getMap(), depth);
    }
    if (value instanceof JsonArray array) {
      return convertList(array.getList(), depth);
    }
    if (value instanceof Map<?, ?> map) {
      return convertMap(map, depth);
    }
    if (value instanceof List<?> list) {
      return convertList(list, depth);
    }
    return value;
  }

  private static Map<Object, Object> convertMap(Map<?, ?> map, int depth) {
    Map<Object, Object> converted = new LinkedHashMap<>();
    map.forEach((key, value) -> converted.put(key, convert(value, depth + 1)));
    return converted;
  }

  private static List<Object> convertList(List<?> list, int depth) {
    List<Object> converted = new ArrayList<>(list.size());
    list.forEach(value -> converted.add(convert(value, depth + 1)));
    return converted;
  }
}
