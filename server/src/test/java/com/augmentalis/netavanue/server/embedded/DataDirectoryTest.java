package com.augmentalis.netavanue.server.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp;

  @Test
  void aSecondHolderIsToldWhoTheFirstIs() throws Exception {
    DataDirectory first = DataDirectory.open(temp.resolve("data"));
    StartException e =
        assertThrows(StartException.class, () -> DataDirectory.open(temp.resolve("data")));
    assertTrue(
        e.getMessage()
            .startsWith(
                "another NetAvanue (process " + ProcessHandle.current().pid() + ") is using "),
        e.getMessage());
    first.close();
    DataDirectory.open(temp.resolve("data")).close();
  }

  @Test
  void aDirectoryOfOthersIsNeitherUsedNorEmptied() throws Exception {
    Path photo = Files.writeString(temp.resolve("photo"), "x");
    StartException e = assertThrows(StartException.class, () -> DataDirectory.open(temp));
    assertTrue(e.getMessage().contains("holds files that are not ours"), e.getMessage());
    assertTrue(Files.exists(photo));
    assertFalse(Files.exists(temp.resolve(DataDirectory.MARKER)));
  }

  @Test
  void emptyingTakesTheStoresAndNothingElse() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Path kept = Files.writeString(outside.resolve("kept"), "x");
    try (DataDirectory directory = DataDirectory.open(temp.resolve("data"))) {
      Path redis = directory.directory("redis");
      Files.writeString(redis.resolve("dump"), "x");
      Files.createSymbolicLink(redis.resolve("link"), outside);
      Path own = Files.writeString(directory.root().resolve("notes"), "x");
      directory.empty();
      assertFalse(Files.exists(redis));
      assertTrue(Files.exists(own));
    }
    assertTrue(Files.exists(kept));
  }

  @Test
  void aFileInTheWayIsAPlainLine() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");
    StartException e =
        assertThrows(StartException.class, () -> DataDirectory.open(file.resolve("data")));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().startsWith("cannot use the data directory"), e.getMessage());
  }
}
