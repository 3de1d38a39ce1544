package com.augmentalis.netavanue.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads flags, which the command line parser has already split into name and text. */
final class FlagSource {
  private final SecretFiles secretFiles;
  private final List<String> problems;

  FlagSource(SecretFiles secretFiles, List<String> problems) {
    this.secretFiles = secretFiles;
    this.problems = problems;
  }

  Map<String, Given> read(Map<String, String> flags) {
    Map<String, Given> given = new HashMap<>();
    flags.forEach((flag, text) -> accept(flag, text, given));
    return given;
  }

  private void accept(String flag, String text, Map<String, Given> given) {
    for (Setting<?> setting : Settings.all()) {
      if (setting.flags().contains(flag)) {
        if (setting.secret()) {
          secretFiles.read(text, flag).ifPresent(g -> given.put(setting.key(), g));
        } else {
          given.put(setting.key(), new Given(text, flag));
        }
        return;
      }
    }
    List<String> flagNames = Settings.all().stream().flatMap(s -> s.flags().stream()).toList();
    problems.add(flag + ": there is no such flag" + Suggestion.among(flag, flagNames));
  }
}
