package com.augmentalis.netavanue.engineio;

import com.augmentalis.netavanue.engineio.impl.EngineIoServerImpl;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The Engine.IO servers of one process, one per event loop. A session's id names its server, so a
 * request that reached another one finds its way. Safe for use from any thread.
 */
public final class EngineIoGroup {

  /** How many servers a group can hold at a time. */
  public static final int MAX_MEMBERS = 4_096;

  private final AtomicReferenceArray<EngineIoServerImpl> members =
      new AtomicReferenceArray<>(MAX_MEMBERS);

  /** An empty group. */
  public EngineIoGroup() {}

  /**
   * Adds a server; called by the server itself.
   *
   * @param server the server
   * @return its index
   * @throws IllegalStateException if the group is full
   */
  public int add(EngineIoServerImpl server) {
    for (int i = 0; i < MAX_MEMBERS; i++) {
      if (members.compareAndSet(i, null, server)) {
        return i;
      }
    }
    throw new IllegalStateException("a group holds at most " + MAX_MEMBERS + " servers");
  }

  /**
   * Removes a server that was closed.
   *
   * @param index its index
   */
  public void remove(int index) {
    members.set(index, null);
  }

  /**
   * The server of an index.
   *
   * @param index the index
   * @return the server, or null if there is none
   */
  public EngineIoServerImpl member(int index) {
    return index < 0 || index >= MAX_MEMBERS ? null : members.get(index);
  }
}
