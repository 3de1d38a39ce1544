package com.augmentalis.netavanue.server.e2e;

import com.augmentalis.netavanue.server.Server;
import com.augmentalis.netavanue.server.TestServers;
import com.augmentalis.netavanue.server.embedded.SharedPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The whole product on embedded stores, in this JVM, shared by all test classes that name the same
 * settings and stopped when the last test has run.
 */
final class RunningServer implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(RunningServer.class);

  private final Map<String, String> flags;
  private String url;

  RunningServer(Map<String, String> flags) {
    this.flags = flags;
  }

  /** Two gateway instances, so that devices land on different event loops, and a short grace. */
  static RunningServer standard() {
    return new RunningServer(
        Map.of(
            "--http-port", "0",
            "--stun-port", "0",
            "--runtime-gateway-instances", "2",
            "--limits-grace", "1s"));
  }

  String url() {
    return url;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    url =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(flags, key -> new Instance(flags), Instance.class)
            .url;
  }

  private static final class Instance implements AutoCloseable {

    private final Path data;
    private final Server server;
    private final String url;

    Instance(Map<String, String> flags) {
      try {
        data = Files.createTempDirectory("netavanue-e2e");
        Map<String, String> all = new HashMap<>(flags);
        all.put("--data", SharedPrograms.dataDirectory(data.resolve("state")).toString());
        server = TestServers.create(all);
        url = server.start();
      } catch (Exception e) {
        throw new IllegalStateException("The server does not start", e);
      }
    }

    @Override
    public void close() {
      server.stop();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
