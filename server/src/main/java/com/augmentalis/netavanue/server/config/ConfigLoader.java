package com.augmentalis.netavanue.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the sources, parses every value and validates the whole. Collects all problems before it
 * gives up.
 */
public final class ConfigLoader {
  /** Environment name of the configuration file's path. */
  public static final String CONFIG_ENV = Setting.ENV_PREFIX + "CONFIG";

  private final Map<String, String> environment;
  private final int processors;

  /**
   * Creates a loader.
   *
   * @param environment the process environment
   * @param processors processors that the process may use, the default number of event loops
   */
  public ConfigLoader(Map<String, String> environment, int processors) {
    this.environment = Map.copyOf(environment);
    this.processors = processors;
  }

  /**
   * Loads the configuration: defaults, then the file, then the environment, then flags; later ones
   * win.
   *
   * @param flags text by flag as it stands on the command line, such as {@code --port}
   * @param file the file of {@code --config}; when absent, the one that {@link #CONFIG_ENV} names
   * @return the validated configuration
   * @throws ConfigException naming everything that is wrong
   */
  public ServerConfig load(Map<String, String> flags, Optional<Path> file) throws ConfigException {
    List<String> problems = new ArrayList<>();
    Map<String, Given> given = new HashMap<>();
    SecretFiles secretFiles = new SecretFiles(problems);
    file.or(() -> Optional.ofNullable(environment.get(CONFIG_ENV)).map(Path::of))
        .ifPresent(path -> given.putAll(new FileSource(secretFiles, problems).read(path)));
    given.putAll(new EnvSource(secretFiles, problems).read(environment));
    given.putAll(new FlagSource(secretFiles, problems).read(flags));
    ConfigValues values = ConfigValues.parse(given, problems);
    ServerConfig config = new ConfigAssembler(values, environment, processors).assemble(problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }
}
