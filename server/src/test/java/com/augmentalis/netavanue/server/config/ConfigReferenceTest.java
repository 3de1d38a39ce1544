package com.augmentalis.netavanue.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
  private static final Path DOC = Path.of("..", "docs", "configuration.md");

  @Test
  void theReferenceIsWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("reference.write")) {
      Files.writeString(DOC, ConfigReference.markdown());
    }
    assertEquals(
        ConfigReference.markdown(),
        Files.readString(DOC),
        "write it anew with: mvn -pl server -am test -Dtest=ConfigReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true");
  }
}
