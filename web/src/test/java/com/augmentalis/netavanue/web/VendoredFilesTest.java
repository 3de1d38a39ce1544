package com.augmentalis.netavanue.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other projects stay exactly as they were published. */
class VendoredFilesTest {

  private static final String LIST = "VENDORED.md";

  /** A row of the table: the file's path, the package, its version, its licence and its hash. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| [^|]+ \\| [0-9.]+ \\| [^|]+ \\| `([0-9a-f]{64})` \\|$");

  @ParameterizedTest
  @ValueSource(strings = {"webroot/vendor", "webroot/client/vendor"})
  void everyVendoredFileIsListedWithItsHash(String directory) throws IOException {
    Path root = WebRoot.classes().resolve(directory);
    Map<String, String> found = hashesBelow(root);

    assertTrue(found.size() >= 2, "no vendored files below " + root);
    assertEquals(listed(root.resolve(LIST)), found);
  }

  private static Map<String, String> listed(Path list) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        hashes.put(row.group(1), row.group(2));
      }
    }
    return hashes;
  }

  private static Map<String, String> hashesBelow(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.equals(LIST)) {
          hashes.put(name, sha256(Files.readAllBytes(file)));
        }
      }
    }
    return hashes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
