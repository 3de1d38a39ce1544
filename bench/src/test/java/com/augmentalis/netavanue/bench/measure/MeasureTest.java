package com.augmentalis.netavanue.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
  @Test
  void readsTheStatOfAProcessWithAnAwkwardName() {
    ProcStat stat =
        ProcStat.parse(
            "42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 100 50 30 20 20 0 1 0 9 10 11 12 13");
    assertEquals(new ProcStat(42, "a) b (c", 7, 150, 50), stat);
  }

  @Test
  void refusesWhatIsNoStat() {
    assertThrows(IllegalArgumentException.class, () -> ProcStat.parse("42 a S"));
    assertThrows(IllegalArgumentException.class, () -> ProcStat.parse("42 (a) S 7"));
  }

  @Test
  void readsMemoryReports() throws IOException {
    assertEquals(
        1_234,
        MemoryProbe.kilobytes(List.of("5500-7fff ---p [rollup]", "Rss:    1234 kB"), "Rss:"));
    assertThrows(IOException.class, () -> MemoryProbe.kilobytes(List.of("Pss: 1 kB"), "Rss:"));
    assertEquals(
        987_654,
        MemoryProbe.histogramTotal(
            List.of(
                " num     #instances         #bytes  class name (module)",
                "   1:            10            320  java.lang.String (java.base)",
                "Total          4321         987654")));
    assertThrows(IOException.class, () -> MemoryProbe.histogramTotal(List.of()));
  }

  @Test
  void seesItsOwnProcess() throws IOException {
    long self = ProcessHandle.current().pid();
    ServerProcess process = new ServerProcess(self, "");
    assertEquals(self, process.serverPid());
    assertTrue(process.cpuTime().serverNanos() > 0);
    assertTrue(new MemoryProbe(self, "").residentBytes() > 1_000_000);
  }

  @Test
  void countsStoresThatNameTheDataDirectory() throws IOException, InterruptedException {
    String directory = "/nowhere/netavanue-" + ProcessHandle.current().pid();
    Process server = new ProcessBuilder("sh", "-c", "read x").start();
    String work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo; read x";
    Process store = new ProcessBuilder("sh", "-c", work, directory + "/pg").start();
    try {
      // It has used its CPU time when it speaks.
      assertEquals('\n', store.getInputStream().read());
      ServerProcess known = new ServerProcess(server.pid(), directory);
      assertEquals(server.pid(), known.serverPid(), "no java or node below it: itself");
      assertTrue(known.cpuTime().storesNanos() > 0);
      ServerProcess other = new ServerProcess(server.pid(), directory + "-other");
      assertEquals(0, other.cpuTime().storesNanos());
      assertEquals(0, new ServerProcess(server.pid(), "").cpuTime().storesNanos());
    } finally {
      store.destroy();
      server.destroy();
      store.waitFor();
      server.waitFor();
    }
  }

  @Test
  void aProcessThatIsGoneIsAnError() {
    assertThrows(IOException.class, () -> new ServerProcess(Long.MAX_VALUE, "").cpuTime());
  }

  @Test
  void subtractsCpuTimes() {
    assertEquals(new CpuTime(7, 2), new CpuTime(10, 5).since(new CpuTime(3, 3)));
  }
}
