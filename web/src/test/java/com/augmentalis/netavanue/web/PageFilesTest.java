package com.augmentalis.netavanue.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's strict Content-Security-Policy and its missing build step ask of its files. */
class PageFilesTest {

  private static final Path ROOT = WebRoot.classes().resolve("webroot");

  private static final Pattern REFERENCE =
      Pattern.compile("<(?:script|link|img)\\b[^>]*\\b(?:src|href)=\"([^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export|\\}) ?(?:[^'\";]*\\bfrom )?['\"]([^'\"]+)['\"]", Pattern.MULTILINE);
  private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern INLINE =
      Pattern.compile(
          "<style\\b|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\bsrc=)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPRITE_USE = Pattern.compile("href=\"#(i-[a-z]+)\"");

  @Test
  void thePageHasNoInlineScriptOrStyle() throws IOException {
    assertFalse(INLINE.matcher(page()).find(), "inline script, style or handler in index.html");
  }

  @Test
  void everythingThePageNamesIsThere() throws IOException {
    List<String> references = all(REFERENCE, page());

    assertTrue(references.size() >= 5, "too few references: " + references);
    for (String reference : references) {
      assertTrue(Files.isRegularFile(ROOT.resolve(reference)), reference);
    }
    for (String symbol : all(SPRITE_USE, page())) {
      assertTrue(page().contains("<symbol id=\"" + symbol + "\""), symbol);
    }
  }

  @Test
  void everyModuleImportsFilesThatExistAndNoModuleIsForgotten() throws IOException {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(ROOT.resolve("js/main.js")));
    while (!open.isEmpty()) {
      Path module = open.removeFirst();
      assertTrue(Files.isRegularFile(module), "imported but missing: " + module);
      if (reached.add(module)) {
        for (String name : imports(module)) {
          assertTrue(name.startsWith("."), module + " imports by a bare name: " + name);
          open.add(module.getParent().resolve(name).normalize());
        }
      }
    }
    reached.add(ROOT.resolve("js/theme.js"));

    assertEquals(modules(), reached);
  }

  @Test
  void ourFilesNameNoOtherServer() throws IOException {
    Pattern foreign = Pattern.compile("https?://(?!www\\.w3\\.org/)[a-z0-9.-]+");
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().contains("vendor")) {
          assertFalse(foreign.matcher(Files.readString(file)).find(), file.toString());
        }
      }
    }
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("index.html"));
  }

  private static List<String> imports(Path module) throws IOException {
    return all(IMPORT, BLOCK_COMMENT.matcher(Files.readString(module)).replaceAll(""));
  }

  private static Set<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return new TreeSet<>(files.filter(file -> file.toString().endsWith(".js")).toList());
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
