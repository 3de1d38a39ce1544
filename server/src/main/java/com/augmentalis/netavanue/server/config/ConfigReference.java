package com.augmentalis.netavanue.server.config;

/** Writes the operator's reference of all settings, so that it says what the code does. */
public final class ConfigReference {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Generated from the catalogue of settings; a test compares them. -->

      Every setting has a default. It may be changed in three places, of which later ones win:

      1. a file, `--config FILE` or `NETAVANUE_CONFIG=FILE`: JSON (`{"http": {"port": 9000}}` or `{"http.port": 9000}`) or Java
         properties (`http.port=9000`), by the ending `.json` or `.properties`;
      2. the environment, `NETAVANUE_HTTP_PORT=9000`;
      3. flags, `--http-port 9000`, some with a short form.

      A name that does not exist or a value that does not fit is named at the start, with what would be right, and the exit code is 2.
      A start that fails for another reason ends with 1, a stop by Ctrl-C or SIGTERM with 0.

      **Secrets** are never shown or logged. They come from the environment (`NETAVANUE_TURN_SECRETS`), from a file that the environment
      names (`NETAVANUE_TURN_SECRETS_FILE`), that a flag names (`--turn-secrets-file`) or that the configuration file names
      (`turn.secrets-file`), or from the configuration file itself. A flag never holds the secret: command lines are visible to everyone
      on the machine.

      **Embedded stores** are started when neither `redis.url` nor `postgres.url` is given: a real PostgreSQL and a real Redis on the loopback
      address, with data in `data.dir`, which only its owner can read. They are for one process with all roles. A cluster needs outside stores.

      Durations are written `500ms`, `30s`, `5m`, `24h`; sizes `1000000`, `256KiB`, `1MB`; lists are separated by commas (in JSON an array
      will do); switches are `true` or `false`, and a flag alone means `true`.

      | setting | flag | environment | default | what it does | must be |
      |---|---|---|---|---|---|
      """;

  private ConfigReference() {}

  /** The whole page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Setting<?> setting : Settings.all()) {
      page.append("| `").append(setting.key()).append("` | ");
      page.append(
          String.join(", ", setting.flags().stream().map(flag -> "`" + flag + "`").toList()));
      page.append(" | `").append(setting.env()).append('`');
      if (!setting.envAlias().isEmpty()) {
        page.append(", `").append(setting.envAlias()).append('`');
      }
      if (setting.secret()) {
        page.append(", `").append(setting.envFile()).append('`');
      }
      page.append(" | ").append(defaultOf(setting));
      page.append(" | ").append(setting.description());
      page.append(" | ").append(setting.type().expected().replace("|", "\\|"));
      page.append(" |\n");
    }
    return page.toString();
  }

  private static String defaultOf(Setting<?> setting) {
    return setting.defaultText().isEmpty()
        ? setting.defaultNote()
        : "`" + setting.defaultText() + "`";
  }
}
