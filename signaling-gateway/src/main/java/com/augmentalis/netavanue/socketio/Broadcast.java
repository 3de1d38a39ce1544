package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.util.List;
import java.util.Set;

/**
 * Something to be done with a set of sockets of a namespace, on every instance: what an {@link
 * Adapter} carries. Immutable.
 *
 * @param namespace the namespace's name
 * @param rooms the rooms whose members are meant; empty means everyone
 * @param except the rooms whose members are not meant
 * @param action what to do
 */
public record Broadcast(String namespace, Set<String> rooms, Set<String> except, Action action) {

  /** What to do with a socket. */
  public sealed interface Action {}

  /**
   * Sends an encoded event.
   *
   * @param text the packet
   * @param attachments the binary messages that follow it
   * @param offset the offset that stands in the packet for recovery, or null
   * @param lossy whether it may be dropped for sockets that cannot take it at once
   */
  public record Emit(ByteSlice text, List<ByteSlice> attachments, String offset, boolean lossy)
      implements Action {

    /** Keeps a copy of the list. */
    public Emit {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * Joins rooms.
   *
   * @param rooms the rooms
   */
  public record Join(Set<String> rooms) implements Action {}

  /**
   * Leaves rooms.
   *
   * @param rooms the rooms
   */
  public record Leave(Set<String> rooms) implements Action {}

  /**
   * Disconnects.
   *
   * @param closeTransport whether the connection ends too
   */
  public record Disconnect(boolean closeTransport) implements Action {}

  /** Keeps copies of the sets. */
  public Broadcast {
    rooms = Set.copyOf(rooms);
    except = Set.copyOf(except);
  }
}
