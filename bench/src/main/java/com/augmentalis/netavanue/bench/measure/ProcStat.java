package com.augmentalis.netavanue.bench.measure;

/**
 * The fields of {@code /proc/PID/stat} (proc(5)) that the bench needs.
 *
 * @param pid process id
 * @param command the executable's short name
 * @param parent process id of the parent
 * @param ownTicks CPU time of all its threads, user and system, in clock ticks
 * @param childTicks CPU time of its children that have ended and been waited for, in clock ticks
 */
record ProcStat(long pid, String command, long parent, long ownTicks, long childTicks) {
  /**
   * Parses one line.
   *
   * @throws IllegalArgumentException when it does not have the form that proc(5) describes
   */
  static ProcStat parse(String line) {
    // The command may hold blanks and brackets; the last bracket ends it.
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("no command in: " + line);
    }
    String[] fields = line.substring(close + 1).trim().split(" ", -1);
    if (fields.length < 15) {
      throw new IllegalArgumentException("too few fields in: " + line);
    }
    return new ProcStat(
        Long.parseLong(line.substring(0, open).trim()),
        line.substring(open + 1, close),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }
}
