package com.augmentalis.netavanue.socketio;

/**
 * Carries broadcasts between the instances of a server. The one of {@link
 * SocketIoGroup#SocketIoGroup()} reaches the instances of one process; another may reach further.
 * Called from any thread.
 */
public interface Adapter {

  /** An instance that takes broadcasts. */
  interface Member {

    /**
     * Does what a broadcast says with this instance's sockets. May be called from any thread; the
     * broadcasts of one caller are done in the order of its calls.
     *
     * @param broadcast the broadcast
     */
    void deliver(Broadcast broadcast);
  }

  /**
   * Adds an instance.
   *
   * @param member the instance
   */
  void add(Member member);

  /**
   * Removes an instance.
   *
   * @param member the instance
   */
  void remove(Member member);

  /**
   * Carries a broadcast to all instances but the one that made it.
   *
   * @param origin the instance that made it, and has done it with its own sockets already
   * @param broadcast the broadcast
   */
  void publish(Member origin, Broadcast broadcast);
}
