package com.augmentalis.netavanue.bench.measure;

/**
 * CPU time used so far.
 *
 * @param serverNanos by the server process itself
 * @param storesNanos by the processes that it brought along: databases, and shells in between
 */
public record CpuTime(long serverNanos, long storesNanos) {
  /** Nothing known, for a server whose process the bench cannot see. */
  public static final CpuTime NONE = new CpuTime(0, 0);

  /** What was used since {@code earlier}. */
  public CpuTime since(CpuTime earlier) {
    return new CpuTime(serverNanos - earlier.serverNanos, storesNanos - earlier.storesNanos);
  }
}
