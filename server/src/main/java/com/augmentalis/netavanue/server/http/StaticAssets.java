package com.augmentalis.netavanue.server.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The page's files, read from the class path once and kept in memory. Immutable. */
public final class StaticAssets {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));
  private static final List<String> PACKED_ALREADY = List.of("image/png", "font/woff2");

  private final Map<String, Asset> assets;

  private StaticAssets(Map<String, Asset> assets) {
    this.assets = Map.copyOf(assets);
  }

  /**
   * One file.
   *
   * @param type value of Content-Type
   * @param plain the bytes
   * @param gzip the bytes packed, absent when that saves nothing
   * @param etag strong validator of the plain bytes, with quotes
   */
  public record Asset(String type, Buffer plain, Optional<Buffer> gzip, String etag) {}

  /**
   * Reads every file below a class path folder.
   *
   * @param loader where to look
   * @param folder such as {@code webroot}
   * @return the files, none when there is no such folder
   * @throws IOException when a file cannot be read
   */
  public static StaticAssets load(ClassLoader loader, String folder) throws IOException {
    URL url = loader.getResource(folder);
    if (url == null) {
      return new StaticAssets(Map.of());
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return new StaticAssets(read(Path.of(uri)));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return new StaticAssets(read(jar.getPath("/" + folder)));
      }
    } catch (URISyntaxException e) {
      throw new IOException("cannot read " + url, e);
    }
  }

  private static Map<String, Asset> read(Path root) throws IOException {
    Map<String, Asset> assets = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String path = "/" + root.relativize(file).toString().replace('\\', '/');
        Asset asset = asset(path, Files.readAllBytes(file));
        assets.put(path, asset);
        if (path.endsWith("/index.html")) {
          assets.put(path.substring(0, path.length() - "index.html".length()), asset);
        }
      }
    }
    return assets;
  }

  private static Asset asset(String path, byte[] bytes) throws IOException {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.getOrDefault(ending, "application/octet-stream");
    byte[] packed = PACKED_ALREADY.contains(type) ? bytes : gzip(bytes);
    return new Asset(
        type,
        Buffer.buffer(bytes),
        packed.length < bytes.length ? Optional.of(Buffer.buffer(packed)) : Optional.empty(),
        '"' + digest(bytes) + '"');
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The file at a path such as {@code /app.js}; a path that ends in a slash stands for its index.
   */
  public Optional<Asset> find(String path) {
    return Optional.ofNullable(assets.get(path));
  }

  /** Whether there is no file at all. */
  public boolean isEmpty() {
    return assets.isEmpty();
  }
}
