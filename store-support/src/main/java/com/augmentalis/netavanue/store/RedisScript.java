package com.augmentalis.netavanue.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script that Redis carries out atomically. It is called by its hash; a server that does not
 * know it yet (new, restarted, failed over) is sent the text, so nobody has to load it first.
 *
 * <p>All keys of a call must stand in one slot of a Redis Cluster: share a hash tag, or be one key.
 * Immutable; one instance may serve all stores.
 */
public final class RedisScript {

  private final String text;
  private final String sha1;

  private RedisScript(String text) {
    this.text = text;
    this.sha1 = sha1(text);
  }

  /** A script with this text. */
  public static RedisScript of(String text) {
    return new RedisScript(text);
  }

  /**
   * A script from a class path resource.
   *
   * @param owner the class beside which the resource lies
   * @param resource its name, relative to the class or absolute
   * @throws IllegalArgumentException when there is no such resource
   */
  public static RedisScript load(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("No resource " + resource + " beside " + owner);
      }
      return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the script.
   *
   * @param store where
   * @param keys {@code KEYS}, at least one, all with one hash tag
   * @param args {@code ARGV}: {@link String}, {@link Number} or {@link Buffer}
   * @return what the script returns; failures as {@link RedisStore#send}
   * @throws IllegalArgumentException when the keys would lie in different slots
   */
  public Future<Response> run(RedisStore store, List<String> keys, List<?> args) {
    requireOneSlot(keys);
    return store
        .send(request(Command.EVALSHA, sha1, keys, args))
        .recover(
            failure ->
                failure instanceof ErrorType refused && refused.is("NOSCRIPT")
                    ? store.send(request(Command.EVAL, text, keys, args))
                    : Future.failedFuture(failure));
  }

  private static Request request(Command command, String script, List<String> keys, List<?> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    for (Object arg : args) {
      if (arg instanceof Buffer buffer) {
        request.arg(buffer);
      } else if (arg instanceof String || arg instanceof Number) {
        request.arg(arg.toString());
      } else {
        throw new IllegalArgumentException("A script argument must be text, number or Buffer");
      }
    }
    return request;
  }

  private static void requireOneSlot(List<String> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "A script needs a key, which tells a cluster where to run");
    }
    String tag = hashTag(keys.get(0));
    for (String key : keys) {
      if (!hashTag(key).equals(tag)) {
        throw new IllegalArgumentException("Keys of one script in different slots: " + keys);
      }
    }
  }

  /**
   * The part of a key that decides its slot: what stands between the first opening brace and the
   * next closing one, unless that is nothing; else the whole key (Redis Cluster specification, hash
   * tags).
   */
  static String hashTag(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close) : key;
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
