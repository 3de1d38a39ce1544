package com.augmentalis.netavanue.codec.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The namespaces and event names that an application knows, found by their bytes, so that decoding
 * a packet makes no new string for them. Immutable; one table serves all decoders.
 */
public final class NameTable {

  /** A table without names. */
  public static final NameTable EMPTY = of(List.of());

  private final byte[][] keys;
  private final String[] names;
  private final int mask;

  private NameTable(int capacity) {
    this.keys = new byte[capacity][];
    this.names = new String[capacity];
    this.mask = capacity - 1;
  }

  /** A table of the given names. */
  public static NameTable of(Collection<String> names) {
    NameTable table = new NameTable(Integer.highestOneBit(Math.max(1, names.size())) * 4);
    names.forEach(table::add);
    return table;
  }

  private void add(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    if (find(key, 0, key.length) == null) {
      int slot = slot(key, 0, key.length);
      while (keys[slot] != null) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = key;
      names[slot] = name;
    }
  }

  /** The known name with these bytes, or null. */
  String find(byte[] array, int from, int to) {
    int slot = slot(array, from, to);
    while (keys[slot] != null) {
      if (Arrays.equals(keys[slot], 0, keys[slot].length, array, from, to)) {
        return names[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private int slot(byte[] array, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return (hash ^ (hash >>> 16)) & mask;
  }
}
