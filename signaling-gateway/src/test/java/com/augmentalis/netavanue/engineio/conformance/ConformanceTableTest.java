package com.augmentalis.netavanue.engineio.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Holds docs/conformance.md to what the tests are. */
class ConformanceTableTest {

  private static final Path TABLE = Path.of("..", "docs", "conformance.md");
  private static final List<String> PACKAGES =
      List.of(
          "com.augmentalis.netavanue.engineio.conformance.",
          "com.augmentalis.netavanue.socketio.conformance.");
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher matcher = NAMED_TEST.matcher(Files.readString(TABLE));
    int named = 0;
    while (matcher.find()) {
      named++;
      if (!exists(matcher.group(1), matcher.group(2))) {
        missing.add(matcher.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 50, "the table names but " + named + " tests");
  }

  @Test
  void givesEveryRequirementATest() throws IOException {
    List<String> without =
        Files.readAllLines(TABLE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| Requirement"))
            .filter(line -> !NAMED_TEST.matcher(line).find())
            .toList();
    assertEquals(List.of(), without);
  }

  private static boolean exists(String simpleName, String method) {
    for (String name : PACKAGES) {
      try {
        Class<?> type = Class.forName(name + simpleName);
        return method == null
            || Arrays.stream(type.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(method) && isTest(m));
      } catch (ClassNotFoundException e) {
        // It may stand in the other package.
      }
    }
    return false;
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }
}
