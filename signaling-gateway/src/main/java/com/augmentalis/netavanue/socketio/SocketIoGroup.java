package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.engineio.EngineIoGroup;
import com.augmentalis.netavanue.socketio.impl.SocketIoServerImpl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Socket.IO servers of one process, one per event loop: room broadcasts and recovery reach all
 * of them. Make one and give it to every instance. Safe for use from any thread.
 */
public final class SocketIoGroup {

  private final EngineIoGroup engines = new EngineIoGroup();
  private final CopyOnWriteArrayList<SocketIoServerImpl> members = new CopyOnWriteArrayList<>();

  /** An empty group. */
  public SocketIoGroup() {}

  /**
   * The group of the Engine.IO servers underneath.
   *
   * @return the group
   */
  public EngineIoGroup engines() {
    return engines;
  }

  /**
   * Adds a server; called by the server itself.
   *
   * @param server the server
   */
  public void add(SocketIoServerImpl server) {
    members.add(server);
  }

  /**
   * Removes a server that was closed.
   *
   * @param server the server
   */
  public void remove(SocketIoServerImpl server) {
    members.remove(server);
  }

  /**
   * The servers.
   *
   * @return a live view, in the order of their creation
   */
  public List<SocketIoServerImpl> members() {
    return members;
  }
}
