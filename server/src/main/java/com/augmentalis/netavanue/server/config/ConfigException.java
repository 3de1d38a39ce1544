package com.augmentalis.netavanue.server.config;

import java.util.List;

/**
 * The configuration cannot be used. Each problem is one line that names the setting, its source and
 * what would be right.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  // Not serialised: nothing sends this exception anywhere.
  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, none of which shows a secret. */
  public List<String> problems() {
    return problems;
  }
}
