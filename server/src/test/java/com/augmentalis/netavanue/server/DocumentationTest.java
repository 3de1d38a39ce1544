package com.augmentalis.netavanue.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links, paths and flags in the documentation must exist. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of("node_modules", "target", ".git");

  /** Not an image's or a page's address elsewhere; what follows # is a heading. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** Code in a line, and the lines of a fenced block without a language, which are for a shell. */
  private static final Pattern CODE = Pattern.compile("(?ms)^```\\n(.*?)^```$|`([^`\\n]+)`");

  /** A path below one of the repository's own directories, or a script at its top. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w./@-])(?:\\./)?((?:bench|docs|server|tools|web|[a-z]+-(?:verticle|client|codecs|gateway|contract|support))"
              + "(?:/[\\w.-]+)+/?|\\.ci/run)(?![\\w*])");

  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  private static List<Path> pages() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(dir.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertFalse(found.isEmpty());
    return found;
  }

  /** The pages that tell a person what to type: README, CONTRIBUTING and all of docs. */
  private static List<Path> guides() throws IOException {
    Path docs = ROOT.resolve("docs");
    return pages().stream().filter(p -> p.getParent().equals(ROOT) || p.startsWith(docs)).toList();
  }

  private static Stream<MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String code(Path page) throws IOException {
    return find(CODE, Files.readString(page))
        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
        .collect(Collectors.joining("\n"));
  }

  /** The name that a heading has in a link. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }

  private static boolean resolves(Path page, MatchResult link) throws IOException {
    Path target = page.resolveSibling(link.group(1)).normalize();
    if (link.group(1).isEmpty()) {
      target = page;
    }
    if (link.group(2) == null) {
      return Files.exists(target);
    }
    if (!Files.isRegularFile(target)) {
      return false;
    }
    return find(HEADING, Files.readString(target))
        .anyMatch(h -> anchor(h.group(1)).equals(link.group(2)));
  }

  @Test
  void everyLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (MatchResult link : find(LINK, Files.readString(page)).toList()) {
        links++;
        if (!resolves(page, link)) {
          broken.add(ROOT.relativize(page) + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
    assertFalse(links < 20, "only " + links + " links were found");
  }

  @Test
  void everyPathExists() throws IOException {
    List<String> missing = new ArrayList<>();
    int paths = 0;
    for (Path page : guides()) {
      for (MatchResult path : find(PATH, code(page)).toList()) {
        // What a build makes is not there yet.
        if (path.group(1).contains("/target/")) {
          continue;
        }
        paths++;
        if (!Files.exists(ROOT.resolve(path.group(1)))
            // Also the sub-package of a module, written from its root package.
            && !Files.exists(packageRoot(path.group(1)))) {
          missing.add(ROOT.relativize(page) + ": " + path.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertFalse(paths < 5, "only " + paths + " paths were found");
  }

  private static Path packageRoot(String path) {
    int slash = path.indexOf('/');
    String module = path.substring(0, slash);
    return ROOT.resolve(module)
        .resolve("src/main/java/com/augmentalis/netavanue")
        .resolve(module)
        .resolve(path.substring(slash + 1));
  }

  @Test
  void everyFlagExists() throws IOException {
    String help = CommandLineArguments.parse(new String[] {"--help"}).help().orElseThrow();
    Set<String> known =
        Stream.concat(
                find(FLAG, help),
                find(FLAG, Files.readString(ROOT.resolve("bench").resolve("run"))))
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    for (Path page : guides()) {
      find(FLAG, code(page))
          .map(MatchResult::group)
          .filter(flag -> !known.contains(flag))
          .forEach(flag -> unknown.add(ROOT.relativize(page) + ": " + flag));
    }
    assertEquals(List.of(), unknown);
  }
}
