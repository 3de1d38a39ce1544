package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.engineio.EngineIoGroup;
import com.augmentalis.netavanue.socketio.impl.InProcessAdapter;
import com.augmentalis.netavanue.socketio.impl.LostSessions;

/**
 * The Socket.IO servers of one process, one per event loop: room broadcasts and recovery reach all
 * of them. Make one and give it to every instance. Safe for use from any thread.
 */
public final class SocketIoGroup {

  private final EngineIoGroup engines = new EngineIoGroup();
  private final LostSessions lostSessions = new LostSessions();
  private final Adapter adapter;

  /** A group whose broadcasts reach its own members. */
  public SocketIoGroup() {
    this(new InProcessAdapter());
  }

  /**
   * A group with another adapter.
   *
   * @param adapter carries its broadcasts
   */
  public SocketIoGroup(Adapter adapter) {
    this.adapter = adapter;
  }

  /**
   * The group of the Engine.IO servers underneath.
   *
   * @return the group
   */
  public EngineIoGroup engines() {
    return engines;
  }

  /**
   * What carries broadcasts.
   *
   * @return the adapter
   */
  public Adapter adapter() {
    return adapter;
  }

  /**
   * Where connections that were lost, and may be recovered, are remembered.
   *
   * @return the directory
   */
  public LostSessions lostSessions() {
    return lostSessions;
  }
}
