package com.augmentalis.netavanue.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectMembersTest {

  private static ObjectMembers members(String json) {
    return ObjectMembers.of(JsonSlice.of(json));
  }

  @Test
  void findsValuesAndTheirKinds() {
    ObjectMembers members =
        members(
            " { \"s\" : \"x,}\" , \"n\":-1.5e3,\"o\":{\"s\":[1,{}]},\"a\":[ ],"
                + "\"t\":true ,\"f\":false,\"z\":null } ");
    assertEquals(7, members.size());
    assertEquals("\"x,}\"", members.slice("s").text());
    assertEquals("-1.5e3", members.slice("n").text());
    assertEquals("{\"s\":[1,{}]}", members.slice("o").text());
    assertEquals("[ ]", members.slice("a").text());
    assertEquals("true", members.slice("t").text());
    assertEquals("false", members.slice("f").text());
    assertEquals("null", members.slice("z").text());
    assertEquals(
        List.of(JsonKind.values()),
        List.of("s", "n", "o", "a", "t", "f", "z").stream().map(members::kind).toList());
    assertEquals("n", members.name(1));
    assertEquals("-1.5e3", members.slice(1).text());
    assertThrows(IndexOutOfBoundsException.class, () -> members.name(7));
    assertThrows(IndexOutOfBoundsException.class, () -> members.slice(-1));
  }

  @Test
  void answersForWhatIsNotThere() {
    ObjectMembers members = members("{\"n\":1}");
    assertFalse(members.has("x"));
    assertNull(members.kind("x"));
    assertNull(members.slice("x"));
    assertNull(members.string("x"));
    assertNull(members.node("x"));
    assertFalse(members.isString("x"));
    assertFalse(members.stringEquals("x", "x"));
    assertEquals(-1, members.rawStringLength("x"));
    assertNull(members.string("n"));
    assertFalse(members.isString("n"));
    assertFalse(members.stringEquals("n", "1"));
    assertEquals(-1, members.rawStringLength("n"));
    assertEquals(0, members("{}").size());
  }

  @Test
  void decodesStringsWhenAsked() {
    ObjectMembers members =
        members(
            "{\"plain\":\"abc\",\"esc\":\"a\\r\\n\\u0062\\\"\",\"uni\":\"\u00e9\ud83d\ude00\"}");
    assertEquals("abc", members.string("plain"));
    assertEquals("a\r\nb\"", members.string("esc"));
    assertEquals("\u00e9\ud83d\ude00", members.string("uni"));
    assertEquals("\u00e9\ud83d\ude00", members.node("uni").textValue());
    assertEquals(3, members.rawStringLength("plain"));
  }

  @Test
  void comparesStringsHoweverTheyAreSpelled() {
    ObjectMembers members =
        members("{\"p\":\"abc\",\"e\":\"\\u0061bc\",\"l\":\"ab\\u0063\",\"u\":\"\u00e9\"}");
    for (String name : List.of("p", "e", "l")) {
      assertTrue(members.stringEquals(name, "abc"), name);
      assertFalse(members.stringEquals(name, "abd"), name);
      assertFalse(members.stringEquals(name, "ab"), name);
      assertFalse(members.stringEquals(name, "abcd"), name);
      assertFalse(members.stringEquals(name, ""), name);
    }
    assertTrue(members.stringEquals("u", "\u00e9"));
    assertFalse(members.stringEquals("e", "\\u0061bc"));
  }

  @Test
  void anEscapedNameIsTheSameName() {
    ObjectMembers members = members("{\"type\":1,\"\\u0074ype\":2}");
    assertTrue(members.hasDuplicates());
    assertEquals("2", members.slice("type").text());
  }

  @Test
  void seesDuplicatesAmongFewAndMany() {
    assertTrue(members("{\"a\":1,\"b\":2,\"a\":3}").hasDuplicates());
    assertEquals("3", members("{\"a\":1,\"b\":2,\"a\":3}").slice("a").text());
    assertFalse(members("{\"a\":1,\"b\":2,\"A\":3}").hasDuplicates());
    String many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"n" + i + "\":" + i)
            .collect(Collectors.joining(","));
    assertFalse(members("{" + many + "}").hasDuplicates());
    assertTrue(members("{" + many + ",\"n0\":0}").hasDuplicates());
    assertEquals("999", members("{" + many + "}").slice("n999").text());
  }

  @Test
  void splicesWithoutWhatIsDropped() {
    ByteSlice lead = ByteSlice.utf8("\"type\":\"X\"");
    ObjectMembers object =
        members("{ \"type\":1, \"b\" : [2] ,\"t\\u0079pe\":3,\"c\":4 , \"d\":5 }");
    assertEquals(
        "{\"type\":\"X\",\"b\" : [2],\"c\":4 , \"d\":5}",
        object.spliced(lead, "type").bytes().text());
    assertEquals("{\"b\" : [2]}", object.spliced(ByteSlice.EMPTY, "type", "c", "d").bytes().text());
    assertEquals("{\"type\":\"X\"}", members("{}").spliced(lead).bytes().text());
    assertEquals("{}", members("{ }").spliced(ByteSlice.EMPTY).bytes().text());
    assertEquals(
        "{\"type\":\"X\",\"a\":1}", members("{\"a\":1}").spliced(lead, "type").bytes().text());
  }

  @Test
  void refusesWhatIsNotAnObject() {
    for (String json : List.of("[]", "1", "\"{}\"", "null", "{} 1", "{", "{\"a\":", "{\"a\"}")) {
      assertThrows(JsonException.class, () -> members(json), json);
    }
  }

  @Test
  void agreesWithATreeOnRandomObjects() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      RandomJson json = new RandomJson(random);
      json.object(text, 0);
      JsonSlice slice = JsonSlice.of(text.toString());
      ObjectMembers members = ObjectMembers.of(slice);
      JsonNode tree = slice.parse();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        names.add(members.name(i));
      }
      assertEquals(tree.size(), names.stream().distinct().count(), () -> "seed " + seed);
      assertEquals(tree.size() < members.size(), members.hasDuplicates(), () -> "seed " + seed);
      tree.properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                assertEquals(entry.getValue(), members.slice(name).parse(), () -> "seed " + seed);
                assertEquals(entry.getValue().textValue(), members.string(name));
                if (entry.getValue().isTextual()) {
                  assertTrue(members.stringEquals(name, entry.getValue().textValue()));
                }
              });
      assertEquals(tree, members.object().parse());
      assertEquals(tree.get("zz"), members.node("zz"));
    }
  }
}
