package com.augmentalis.netavanue.codec.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code corpus/<name>}: inputs that once mattered. A ".hex" file is binary. */
final class Corpus {

  private Corpus() {}

  static List<byte[]> load(String name) {
    try {
      Path folder = Path.of(Corpus.class.getResource("/corpus/" + name).toURI());
      try (Stream<Path> files = Files.list(folder)) {
        return files.sorted().map(Corpus::read).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.toString().endsWith(".hex")
          ? HexFormat.of().parseHex(new String(bytes, StandardCharsets.US_ASCII).strip())
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
