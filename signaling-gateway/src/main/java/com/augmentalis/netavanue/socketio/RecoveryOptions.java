package com.augmentalis.netavanue.socketio;

/**
 * Options of connection state recovery: what is kept of a lost connection, and how long. All bounds
 * are per namespace and server instance; what exceeds them is dropped, oldest first, and a client
 * whose events were dropped connects anew instead of being recovered.
 *
 * @param maxDisconnectionMs how long a client may be away, in milliseconds
 * @param skipMiddlewares whether a recovered socket passes without middleware
 * @param maxEvents how many events are kept for replay
 * @param maxBytes how many bytes of events are kept for replay
 * @param maxSessions how many lost connections are remembered
 */
public record RecoveryOptions(
    long maxDisconnectionMs,
    boolean skipMiddlewares,
    int maxEvents,
    int maxBytes,
    int maxSessions) {

  /** Two minutes, without middleware; 10,000 events of at most 16 MiB, 10,000 connections. */
  public RecoveryOptions() {
    this(120_000, true, 10_000, 16 * 1024 * 1024, 10_000);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a bound is not positive
   */
  public RecoveryOptions {
    if (maxDisconnectionMs <= 0 || maxEvents <= 0 || maxBytes <= 0 || maxSessions <= 0) {
      throw new IllegalArgumentException("all bounds of recovery must be positive");
    }
  }
}
