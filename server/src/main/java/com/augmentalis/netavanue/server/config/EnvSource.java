package com.augmentalis.netavanue.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the environment: {@code NETAVANUE_…}, {@code NETAVANUE_…_FILE} for secrets, and the few
 * well-known names.
 */
final class EnvSource {
  // Kubernetes puts such names into every container for each service of the namespace; one may well
  // be called "netavanue".
  private static final Pattern SERVICE_LINK_NAME =
      Pattern.compile(
          "NETAVANUE_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");
  private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

  private final SecretFiles secretFiles;
  private final List<String> problems;

  EnvSource(SecretFiles secretFiles, List<String> problems) {
    this.secretFiles = secretFiles;
    this.problems = problems;
  }

  Map<String, Given> read(Map<String, String> environment) {
    Map<String, Given> given = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      String alias = environment.get(setting.envAlias());
      if (alias != null) {
        given.put(setting.key(), new Given(alias, setting.envAlias()));
      }
    }
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(Setting.ENV_PREFIX) && !isServiceLink(name, text)) {
                accept(name, text, environment, given);
              }
            });
    return given;
  }

  private void accept(
      String name, String text, Map<String, String> environment, Map<String, Given> given) {
    if (name.equals(ConfigLoader.CONFIG_ENV)) {
      return;
    }
    for (Setting<?> setting : Settings.all()) {
      if (setting.env().equals(name)) {
        given.put(setting.key(), new Given(text, name));
        return;
      }
      if (setting.secret() && setting.envFile().equals(name)) {
        if (environment.containsKey(setting.env())) {
          problems.add(name + ": " + setting.env() + " is set too; set one of them");
        }
        secretFiles.read(text, name).ifPresent(g -> given.put(setting.key(), g));
        return;
      }
    }
    List<String> names =
        Settings.all().stream()
            .flatMap(s -> s.secret() ? Stream.of(s.env(), s.envFile()) : Stream.of(s.env()))
            .toList();
    problems.add(name + ": there is no such setting" + Suggestion.among(name, names));
  }

  private static boolean isServiceLink(String name, String text) {
    return SERVICE_LINK_NAME.matcher(name).matches()
        || (name.endsWith("_PORT") && SERVICE_LINK_VALUE.matcher(text).matches());
  }
}
