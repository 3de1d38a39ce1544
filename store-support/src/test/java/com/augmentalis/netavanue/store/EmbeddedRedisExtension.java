package com.augmentalis.netavanue.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a real Redis, empty at its beginning. The server is shared by the whole JVM;
 * for one that can go down, use {@link #gate()} or an {@link EmbeddedRedis} of one's own.
 *
 * <pre>
 * {@code @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();}
 * </pre>
 */
public final class EmbeddedRedisExtension implements BeforeAllCallback {

  private static final class Shared {
    static final EmbeddedRedis REDIS = EmbeddedRedis.start();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    flush();
  }

  /** Empties it, scripts included. */
  public void flush() {
    command("FLUSHALL");
    command("SCRIPT FLUSH");
  }

  /** Options that lead straight to it. */
  public RedisStoreOptions options() {
    return optionsAt(port());
  }

  /** Options for the same server, or a gate before it, at another port. */
  public static RedisStoreOptions optionsAt(int port) {
    return RedisStoreOptions.of("redis://127.0.0.1:" + port);
  }

  /** A gate before it, which a test can shut. */
  public TcpGate gate() {
    return TcpGate.before(port());
  }

  /** Its TCP port. */
  public int port() {
    return Shared.REDIS.port();
  }

  /** Sends one inline command. */
  private void command(String line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] reply = socket.getInputStream().readNBytes(5);
      if (!new String(reply, StandardCharsets.US_ASCII).startsWith("+OK")) {
        throw new IllegalStateException(line + " was refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
