package com.augmentalis.netavanue.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {

  @RegisterExtension static final EmbeddedPostgresExtension PG = new EmbeddedPostgresExtension();

  @Test
  void severalProcessesMigrateAtOnce() throws Exception {
    PgStoreOptions empty = PG.emptyDatabase();
    int starters = 4;
    ExecutorService pods = Executors.newFixedThreadPool(starters);
    try {
      List<Future<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < starters; i++) {
        runs.add(pods.submit(() -> Migrations.run(empty)));
      }
      int applied = 0;
      for (Future<Integer> run : runs) {
        applied += run.get();
      }
      assertEquals(1, applied, "each migration is applied by one of them");
    } finally {
      pods.shutdownNow();
    }
    assertEquals(0, Migrations.run(empty), "a later start has nothing to do");
  }
}
