package com.augmentalis.netavanue.server.config;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads the configuration file, JSON or properties by its name's ending. */
final class FileSource {
  private final SecretFiles secretFiles;
  private final List<String> problems;

  FileSource(SecretFiles secretFiles, List<String> problems) {
    this.secretFiles = secretFiles;
    this.problems = problems;
  }

  Map<String, Given> read(Path path) {
    Map<String, Given> given = new HashMap<>();
    for (Map.Entry<String, String> entry : texts(path).entrySet()) {
      accept(path, entry.getKey(), entry.getValue(), given);
    }
    return given;
  }

  private void accept(Path path, String key, String text, Map<String, Given> given) {
    String source = path.getFileName() + ": " + key;
    for (Setting<?> setting : Settings.all()) {
      if (setting.key().equals(key)) {
        given.put(setting.key(), new Given(text, source));
        return;
      }
      if (setting.secret() && key.equals(setting.key() + "-file")) {
        secretFiles.read(text, source).ifPresent(g -> given.put(setting.key(), g));
        return;
      }
    }
    List<String> keys = Settings.all().stream().map(Setting::key).toList();
    problems.add(source + ": there is no such setting" + Suggestion.among(key, keys));
  }

  private Map<String, String> texts(Path path) {
    String name = path.toString();
    try {
      if (name.endsWith(".json")) {
        return FlatJson.read(Files.readString(path));
      }
      if (name.endsWith(".properties")) {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(path)));
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
      }
      problems.add("--config: " + name + " must end in .json or .properties");
    } catch (JacksonException e) {
      // The parser's own message may quote the text, which may hold a secret.
      problems.add(name + ": is not valid JSON" + FlatJson.where(e));
    } catch (IOException | IllegalArgumentException e) {
      problems.add("--config: cannot read the file " + name);
    }
    return Map.of();
  }
}
