package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The objects <code>{"_placeholder":true,"num":n}</code> that stand in an event's arguments for its
 * binary attachments. Recursion is safe: the trees were read within the depth limit.
 */
final class Placeholders {

  private static final String MARK = "_placeholder";
  private static final String NUMBER = "num";

  private final boolean[] seen;
  private int count;
  private String problem;

  Placeholders(int announced) {
    this.seen = new boolean[announced];
  }

  /** Notes every placeholder in a tree. */
  void collect(JsonNode node) {
    if (isPlaceholder(node)) {
      note(node.path(NUMBER));
    } else {
      for (JsonNode child : node) {
        collect(child);
      }
    }
  }

  private void note(JsonNode number) {
    if (!number.isIntegralNumber()) {
      problem = "a placeholder's number is not an integer";
    } else if (!number.canConvertToInt()
        || number.intValue() < 0
        || number.intValue() >= seen.length) {
      problem = "a placeholder's number is out of range";
    } else if (seen[number.intValue()]) {
      problem = "two placeholders have the same number";
    } else {
      seen[number.intValue()] = true;
      count++;
    }
  }

  /** One sentence, or null if every attachment has exactly one placeholder. */
  String problem() {
    if (problem == null && count < seen.length) {
      return "an attachment has no placeholder";
    }
    return problem;
  }

  /** Puts the attachments in; the tree's own containers are changed in place. */
  static JsonNode substitute(JsonNode node, List<ByteSlice> attachments) {
    if (isPlaceholder(node)) {
      ByteSlice data = attachments.get(node.path(NUMBER).intValue());
      return BinaryNode.valueOf(data.array(), data.offset(), data.length());
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode unused = entry.setValue(substitute(entry.getValue(), attachments));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode unused = array.set(i, substitute(array.get(i), attachments));
      }
    }
    return node;
  }

  private static boolean isPlaceholder(JsonNode node) {
    JsonNode mark = node.get(MARK);
    return mark != null && mark.isBoolean() && mark.booleanValue();
  }
}
