package com.augmentalis.netavanue.server.config;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold between settings. Each rule adds one line that names the sources and says what
 * would be right.
 */
final class ConfigRules {
  private final ConfigValues values;
  private final boolean embedded;
  private final List<String> problems;

  ConfigRules(ConfigValues values, boolean embedded, List<String> problems) {
    this.values = values;
    this.embedded = embedded;
    this.problems = problems;
  }

  void check() {
    if (embedded) {
      embeddedStores();
    } else {
      outsideStores();
    }
    cluster();
    turn();
    auth();
    limits();
  }

  private void embeddedStores() {
    for (Setting<?> setting :
        List.of(Settings.REDIS_PASSWORD, Settings.POSTGRES_USER, Settings.POSTGRES_PASSWORD)) {
      if (values.isGiven(setting)) {
        problem(
            setting,
            "belongs to an outside store, but none is given: add "
                + Settings.REDIS_URL.key()
                + " and "
                + Settings.POSTGRES_URL.key());
      }
    }
    if (values.get(Settings.CLUSTER_ENABLED)) {
      problem(
          Settings.CLUSTER_ENABLED,
          "needs stores that all members share: add "
              + Settings.REDIS_URL.key()
              + " and "
              + Settings.POSTGRES_URL.key());
    }
    if (!values.get(Settings.ROLES).equals(EnumSet.allOf(RoleName.class))) {
      problem(
          Settings.ROLES,
          "must be all of them with embedded stores, which no other process shares: leave it out, or add "
              + Settings.REDIS_URL.key()
              + " and "
              + Settings.POSTGRES_URL.key());
    }
  }

  private void outsideStores() {
    Set<RoleName> roles = values.get(Settings.ROLES);
    if (!values.isGiven(Settings.REDIS_URL)) {
      problem(
          Settings.POSTGRES_URL,
          "is given without "
              + Settings.REDIS_URL.key()
              + ": give both, or neither for embedded ones");
    }
    if (!values.isGiven(Settings.POSTGRES_URL) && !roles.equals(Set.of(RoleName.GATEWAY))) {
      problem(
          Settings.REDIS_URL,
          "is given without "
              + Settings.POSTGRES_URL.key()
              + ", which every role but gateway needs: give both, or neither for embedded ones");
    }
    values
        .find(Settings.POSTGRES_URL)
        .filter(url -> url.getPath() == null || url.getPath().length() < 2)
        .ifPresent(
            url ->
                problem(
                    Settings.POSTGRES_URL,
                    "must name a database, such as postgresql://" + url.getHost() + "/netavanue"));
    passwordGivenOnce(Settings.REDIS_URL, Settings.REDIS_PASSWORD);
    passwordGivenOnce(Settings.POSTGRES_URL, Settings.POSTGRES_PASSWORD);
    for (Setting<?> setting : List.of(Settings.DATA_DIR, Settings.DATA_FRESH)) {
      if (values.isGiven(setting)) {
        problem(setting, "belongs to embedded stores, but outside ones are given: leave one out");
      }
    }
    if (!roles.equals(EnumSet.allOf(RoleName.class)) && !values.get(Settings.CLUSTER_ENABLED)) {
      problem(
          Settings.ROLES,
          "leaves roles to other processes, which only a cluster reaches: add "
              + Settings.CLUSTER_ENABLED.key()
              + "=true");
    }
  }

  private void passwordGivenOnce(Setting<URI> url, Setting<String> password) {
    boolean inUrl = values.find(url).map(Login::of).flatMap(Login::password).isPresent();
    if (inUrl && values.isGiven(password)) {
      problem(password, "is given in " + url.key() + " too: give it once");
    }
  }

  private void cluster() {
    if (values.get(Settings.CLUSTER_ENABLED)) {
      return;
    }
    for (Setting<?> setting :
        List.of(
            Settings.CLUSTER_MEMBERS,
            Settings.CLUSTER_HOST,
            Settings.CLUSTER_PUBLIC_HOST,
            Settings.CLUSTER_PORT,
            Settings.CLUSTER_BUS_PORT)) {
      if (values.isGiven(setting)) {
        problem(
            setting,
            "has no effect without a cluster: add " + Settings.CLUSTER_ENABLED.key() + "=true");
      }
    }
  }

  private void turn() {
    boolean domain = values.isGiven(Settings.TURN_DOMAIN);
    boolean secrets = values.isGiven(Settings.TURN_SECRETS);
    if (domain && !secrets) {
      problem(
          Settings.TURN_DOMAIN,
          "needs the secret that the TURN server knows: add "
              + Settings.TURN_SECRETS.env()
              + " or "
              + Settings.TURN_SECRETS.envFile());
    }
    if (secrets && !domain && !embedded) {
      problem(
          Settings.TURN_SECRETS,
          "is given without " + Settings.TURN_DOMAIN.key() + ": add the TURN server's host");
    }
    boolean stun = values.find(Settings.STUN_ENABLED).orElse(embedded);
    if (!stun && values.isGiven(Settings.STUN_PORT)) {
      problem(Settings.STUN_PORT, "has no effect without " + Settings.STUN_ENABLED.key() + "=true");
    }
  }

  private void limits() {
    if (values.get(Settings.MAX_SIGNALING_PAYLOAD) > values.get(Settings.MAX_PAYLOAD)) {
      problem(Settings.MAX_SIGNALING_PAYLOAD, "must not be above " + Settings.MAX_PAYLOAD.key());
    }
    if (values.get(Settings.OUTBOUND_BUFFER) < values.get(Settings.MAX_PAYLOAD)) {
      problem(Settings.OUTBOUND_BUFFER, "must not be below " + Settings.MAX_PAYLOAD.key());
    }
  }

  private void auth() {
    if (values.find(Settings.AUTH_MODE).orElse(AuthMode.COMPATIBLE) == AuthMode.STRICT) {
      problem(
          Settings.AUTH_MODE,
          "cannot be strict in this version, which does not ask devices for a proof yet:"
              + " choose compatible");
    }
  }

  private void problem(Setting<?> setting, String text) {
    problems.add(values.source(setting) + " " + text);
  }
}
