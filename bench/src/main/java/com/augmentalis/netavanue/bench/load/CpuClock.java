package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.measure.CpuTime;
import java.io.IOException;

/** Reads the CPU time that the server under test has used. */
@FunctionalInterface
public interface CpuClock {
  /** For a server whose process cannot be seen. */
  CpuClock UNKNOWN = () -> CpuTime.NONE;

  /**
   * The time so far.
   *
   * @throws IOException when the process is gone
   */
  CpuTime read() throws IOException;
}
