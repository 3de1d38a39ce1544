package com.augmentalis.netavanue.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

  private static final JsonCodec CODEC = JsonCodec.standard();

  private static JsonNode read(String text) {
    return CODEC.read(ByteSlice.utf8(text));
  }

  private static JsonNode nested(int depth) {
    JsonNode node = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < depth; i++) {
      ArrayNode outer = JsonNodeFactory.instance.arrayNode();
      outer.add(node);
      node = outer;
    }
    return node;
  }

  @Test
  void readsUpToTheDepthLimitAndNoFurther() {
    int max = JsonLimits.DEFAULT_MAX_DEPTH;
    JsonNode deepest = read("[".repeat(max) + "]".repeat(max));
    assertTrue(deepest.isArray());
    assertThrows(JsonException.class, () -> read("[".repeat(max + 1) + "]".repeat(max + 1)));
  }

  @Test
  void writesUpToTheDepthLimitAndNoFurther() {
    int max = JsonLimits.DEFAULT_MAX_DEPTH;
    assertEquals("[".repeat(max) + "]".repeat(max), CODEC.write(nested(max)).text());
    assertThrows(JsonException.class, () -> CODEC.write(nested(max + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void twentyThousandLevelsAreATypedErrorWhenRead(String open) {
    assertThrows(JsonException.class, () -> read(open.repeat(20_000)));
    assertThrows(JsonException.class, () -> JsonSlice.checked(ByteSlice.utf8(open.repeat(20_000))));
  }

  @Test
  void twentyThousandLevelsAreATypedErrorWhenWritten() {
    JsonNode tree = nested(20_000);
    assertThrows(JsonException.class, () -> CODEC.write(tree));
    assertThrows(JsonException.class, () -> CODEC.write(tree, new ArrayList<>()));
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lists = new ArrayList<>(List.of(lists));
    }
    List<Object> deepest = lists;
    assertThrows(JsonException.class, () -> CODEC.write(deepest, new ArrayList<>()));
  }

  @Test
  void aCycleIsATypedErrorWhenWritten() {
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("self", cycle);
    assertThrows(JsonException.class, () -> CODEC.write(cycle, new ArrayList<>()));
  }

  @Test
  void theHighestDepthThatCanBeConfiguredFitsTheStackBothWays() {
    int max = JsonLimits.HIGHEST_MAX_DEPTH;
    JsonCodec codec = new JsonCodec(new JsonLimits(max, 10, 10, 10));
    JsonNode tree = codec.read(ByteSlice.utf8("[".repeat(max) + "]".repeat(max)));
    assertEquals(2 * max, codec.write(tree).length());
  }

  @Test
  void boundsNamesNumbersAndStrings() {
    JsonCodec codec = new JsonCodec(new JsonLimits(4, 100, 20, 30));
    assertThrows(JsonException.class, () -> codec.read(json("1".repeat(21))));
    assertThrows(JsonException.class, () -> codec.read(json("\"" + "s".repeat(31) + "\"")));
    assertThrows(JsonException.class, () -> codec.read(json("{\"" + "n".repeat(130) + "\":1}")));
    assertEquals(20, codec.read(json("1".repeat(20))).asText().length());
    assertEquals(30, codec.read(json("\"" + "s".repeat(30) + "\"")).textValue().length());
    assertEquals(1, codec.read(json("{\"" + "n".repeat(100) + "\":1}")).size());
  }

  private static ByteSlice json(String text) {
    return ByteSlice.utf8(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "'a'",
        "tru",
        "truex",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "1 2",
        "{} {}",
        "[]]",
        "/**/1",
        "{a:1}",
        "\u0000",
        "[\u00a0]"
      })
  void refusesWhatIsNotExactlyOneValue(String text) {
    assertThrows(JsonException.class, () -> read(text));
    assertThrows(JsonException.class, () -> JsonSlice.checked(ByteSlice.utf8(text)));
  }

  @Test
  void doesNotGuessOtherCharsets() {
    ByteSlice utf16 = ByteSlice.of("[1]".getBytes(StandardCharsets.UTF_16LE));
    assertThrows(JsonException.class, () -> CODEC.read(utf16));
  }

  @Test
  void namesMadeToCollideAreReadOrRefusedButNothingElse() {
    // "Aa" and "BB" have one hash, so do all their combinations.
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 4_096; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append(i == 0 ? "" : ",").append('"').append(name).append("\":1");
    }
    assertEquals(4_096, read(text.append('}').toString()).size());
  }

  @Test
  void newNamesDoNotMakeLaterMessagesDearer() {
    for (int round = 0; round < 20; round++) {
      StringBuilder names = new StringBuilder("{");
      for (int i = 0; i < 290; i++) {
        names.append(i == 0 ? "" : ",");
        names.append("\"a-rather-long-name-").append(round).append('-').append(i).append("\":1");
      }
      assertEquals(290, read(names.append('}').toString()).size());
    }
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 300; i++) {
      ByteSlice message = ByteSlice.utf8("{\"new-" + i + "\":1}");
      long before = threads.getCurrentThreadAllocatedBytes();
      assertEquals(1, CODEC.read(message).size());
      long used = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(used < 100_000, () -> used + " bytes for a small message");
    }
  }

  @Test
  void aCopyOfTheMapperKeepsTheBounds() {
    String deep = "[".repeat(100) + "]".repeat(100);
    assertThrows(
        com.fasterxml.jackson.core.JsonProcessingException.class,
        () -> CODEC.mapper().copy().readTree(deep));
    assertThrows(
        com.fasterxml.jackson.core.JsonProcessingException.class,
        () -> CODEC.mapper().readTree(deep.getBytes(StandardCharsets.UTF_8)));
  }

  record Photo(String title, ByteBuffer data) {}

  @Test
  void takesBinaryPartsOutWhereverTheyAre() {
    List<ByteSlice> attachments = new ArrayList<>();
    ByteBuffer shifted = ByteBuffer.wrap(new byte[] {9, 9, 3, 4, 9}).position(2).limit(4);
    ByteBuf buf = Unpooled.wrappedBuffer(new byte[] {5, 6});
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("deep", BinaryNode.valueOf(new byte[] {7}));
    List<Object> value =
        Arrays.asList(
            new byte[] {1, 2},
            Map.of("b", shifted),
            buf,
            tree,
            new Photo("t", ByteBuffer.allocate(0)),
            null);
    JsonSource json = CODEC.write(value, attachments);
    String hole = "{\"_placeholder\":true,\"num\":%d}";
    assertEquals(
        "["
            + hole.formatted(0)
            + ",{\"b\":"
            + hole.formatted(1)
            + "},"
            + hole.formatted(2)
            + ",{\"deep\":"
            + hole.formatted(3)
            + "},{\"title\":\"t\",\"data\":"
            + hole.formatted(4)
            + "},null]",
        json.bytes().text());
    assertEquals(
        List.of("0102", "0304", "0506", "07", ""),
        attachments.stream().map(b -> java.util.HexFormat.of().formatHex(b.copy())).toList());
    assertEquals(2, buf.readableBytes());
    assertEquals(1, buf.refCnt());
  }

  @Test
  void readyJsonInsideAValueIsWrittenAsItIs() {
    JsonSource json =
        CODEC.write(Map.of("x", JsonSlice.of("{ \"kept\": 1.0e0 }")), new ArrayList<>());
    assertEquals("{\"x\":{ \"kept\": 1.0e0 }}", json.bytes().text());
  }

  @Test
  void limitsAreCheckedWhenTheyAreMade() {
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1_001, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 1, 1, 0));
  }
}
