package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.Setting;
import com.augmentalis.netavanue.server.config.Settings;
import com.augmentalis.netavanue.server.config.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line, split into flags and texts; the flags come from the catalogue of settings.
 *
 * @param flags text by flag
 * @param configFile file of {@code --config}
 * @param help help text, present when it was asked for
 * @param problems what cannot be understood
 */
record CommandLineArguments(
    Map<String, String> flags,
    Optional<Path> configFile,
    Optional<String> help,
    List<String> problems) {

  static CommandLineArguments parse(String[] args) {
    CommandLine line = new CommandLine(spec());
    try {
      ParseResult result = line.parseArgs(args);
      if (result.hasMatchedOption("--help")) {
        return new CommandLineArguments(
            Map.of(), Optional.empty(), Optional.of(line.getUsageMessage()), List.of());
      }
      return new CommandLineArguments(
          flags(result),
          Optional.ofNullable(result.matchedOptionValue("--config", (String) null)).map(Path::of),
          Optional.empty(),
          List.of());
    } catch (CommandLine.UnmatchedArgumentException e) {
      return failed(
          e.getUnmatched().stream()
              .filter(a -> !a.isEmpty())
              .limit(1)
              .map(CommandLineArguments::unknown)
              .toList());
    } catch (CommandLine.MissingParameterException e) {
      return failed(e.getMissing().stream().map(CommandLineArguments::withoutValue).toList());
    } catch (CommandLine.ParameterException e) {
      return failed(List.of(e.getMessage()));
    }
  }

  private static CommandLineArguments failed(List<String> problems) {
    return new CommandLineArguments(Map.of(), Optional.empty(), Optional.empty(), problems);
  }

  private static String withoutValue(CommandLine.Model.ArgSpec flag) {
    String name =
        flag instanceof OptionSpec option ? String.join(" or ", option.names()) : flag.paramLabel();
    return name + " needs a value";
  }

  private static String unknown(String argument) {
    String name = argument.split("=", 2)[0];
    for (Setting<?> setting : Settings.all()) {
      if (setting.secret() && name.equals("--" + setting.key().replace('.', '-'))) {
        return name
            + ": a command line is visible to everyone on the machine; use "
            + setting.flag()
            + " FILE or the environment's "
            + setting.env();
      }
    }
    List<String> known =
        Stream.concat(
                Settings.all().stream().flatMap(s -> s.flags().stream()),
                Stream.of("--config", "--help"))
            .toList();
    return name + ": there is no such flag" + Suggestion.among(name, known);
  }

  private static Map<String, String> flags(ParseResult result) {
    Map<String, String> flags = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      OptionSpec option = result.matchedOption(setting.flag());
      if (option != null) {
        // Named as the operator knows it: by the short form where there is one.
        String shown = setting.flagAlias().isEmpty() ? setting.flag() : setting.flagAlias();
        flags.put(shown, option.getValue());
      }
    }
    return flags;
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("run");
    spec.usageMessage()
        .description(
            "Starts NetAvanue's signaling cluster, by default all of it in one process on embedded stores.")
        .width(110)
        .autoWidth(false)
        .sortOptions(false)
        .footer(
            "",
            "Each setting may also stand in the file of --config under its dotted name, or in the environment:",
            "--http-port is http.port there and NETAVANUE_HTTP_PORT here. Flags win over the environment, the",
            "environment over the file. Secrets: NETAVANUE_TURN_SECRETS, or NETAVANUE_TURN_SECRETS_FILE with a path.",
            "The reference is docs/configuration.md.");
    spec.addOption(
        OptionSpec.builder("--help", "-h").usageHelp(true).description("Shows this text.").build());
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(String.class)
            .description("Reads settings from a .json or .properties file.")
            .build());
    Settings.all().forEach(setting -> spec.addOption(option(setting)));
    return spec;
  }

  private static OptionSpec option(Setting<?> setting) {
    List<String> names = new ArrayList<>(setting.flags());
    OptionSpec.Builder builder =
        OptionSpec.builder(names.toArray(String[]::new))
            .type(String.class)
            .description(description(setting));
    if (setting.type().bool()) {
      builder.arity("0..1").fallbackValue("true").paramLabel("true|false");
    } else {
      builder.paramLabel(setting.secret() ? "FILE" : "VALUE");
    }
    return builder.build();
  }

  private static String description(Setting<?> setting) {
    String note = setting.defaultText().isEmpty() ? setting.defaultNote() : setting.defaultText();
    // picocli would read % as a format and ${ as a variable.
    String text =
        setting.description()
            + (setting.secret() ? " The flag names a file that holds it." : "")
            + (note.isEmpty() ? "" : " Default: " + note + ".");
    return text.replace("%", "%%")
        .replace(
            "${XDG_STATE_HOME:-~/.local/state}", "$XDG_STATE_HOME or ~/.local/state, and in it ");
  }
}
