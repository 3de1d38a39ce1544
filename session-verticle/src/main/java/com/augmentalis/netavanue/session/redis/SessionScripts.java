package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.store.RedisScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts of a session, each after the common head. */
final class SessionScripts {

  static final RedisScript CREATE = script("create");
  static final RedisScript JOIN = script("join");
  static final RedisScript LEAVE = script("leave");
  static final RedisScript DISCONNECT = script("disconnect");
  static final RedisScript SCORE = script("score");
  static final RedisScript FETCH = script("fetch");
  static final RedisScript EVENTS = script("events");
  static final RedisScript SWEEP = script("sweep");

  private SessionScripts() {}

  private static RedisScript script(String name) {
    return RedisScript.of(text("common.lua") + '\n' + text(name + ".lua"));
  }

  private static String text(String resource) {
    try (InputStream in = SessionScripts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
