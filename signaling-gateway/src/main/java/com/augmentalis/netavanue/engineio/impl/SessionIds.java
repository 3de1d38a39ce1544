package com.augmentalis.netavanue.engineio.impl;

import java.security.SecureRandom;

/**
 * Makes ids of 20 characters that cannot be guessed: two characters name the server instance within
 * its group, 18 are random (108 bits).
 */
public final class SessionIds {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int LENGTH = 20;
  private static final int RANDOM_CHARACTERS = 18;

  private final int instance;
  private final SecureRandom random;
  private final byte[] bytes = new byte[RANDOM_CHARACTERS];

  /**
   * Creates a maker of ids.
   *
   * @param instance the index of the server, below 4,096
   * @param random the source
   */
  public SessionIds(int instance, SecureRandom random) {
    this.instance = instance;
    this.random = random;
  }

  /**
   * Makes an id.
   *
   * @return the id
   */
  public String next() {
    random.nextBytes(bytes);
    char[] id = new char[LENGTH];
    id[0] = ALPHABET.charAt(instance >> 6);
    id[1] = ALPHABET.charAt(instance & 63);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      id[i + 2] = ALPHABET.charAt(bytes[i] & 63);
    }
    return new String(id);
  }

  /**
   * The server that an id names.
   *
   * @param id what a client sent
   * @return the index of the server, or -1 if no server made this id
   */
  public static int instanceOf(String id) {
    if (id.length() != LENGTH) {
      return -1;
    }
    int high = ALPHABET.indexOf(id.charAt(0));
    int low = ALPHABET.indexOf(id.charAt(1));
    return high < 0 || low < 0 ? -1 : (high << 6) | low;
  }
}
