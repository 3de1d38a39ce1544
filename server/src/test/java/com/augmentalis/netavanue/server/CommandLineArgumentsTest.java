package com.augmentalis.netavanue.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.config.Setting;
import com.augmentalis.netavanue.server.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineArgumentsTest {
  private static CommandLineArguments parse(String line) {
    return CommandLineArguments.parse(line.split(" ", -1));
  }

  @Test
  void flagsMayBeWrittenInBothForms() {
    Map<String, String> expected =
        Map.of("--port", "1", "--fresh", "true", "--page", "false", "--roles", "gateway");
    assertEquals(expected, parse("--port 1 --fresh --page=false --roles gateway").flags());
    assertEquals(
        expected, parse("--http-port=1 --data-fresh true --page false --roles=gateway").flags());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --prot 1 | --prot: there is no such flag; did you mean --port?
          --turn-secrets abc | --turn-secrets: a command line is visible to everyone on the machine; use --turn-secrets-file FILE
          --port | --http-port or --port needs a value
          --port 1 --port 2 | should be specified only once
          stray | stray: there is no such flag
          """)
  void whatCannotBeUnderstoodIsNamed(String line, String expected) {
    List<String> problems = parse(line).problems();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains(expected), problems.get(0));
    assertEquals(1, problems.get(0).lines().count());
  }

  @Test
  void helpListsEverySetting() {
    String help = parse("--help").help().orElseThrow();
    for (Setting<?> setting : Settings.all()) {
      assertTrue(help.contains(setting.flag()), setting.flag());
    }
  }
}
