package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.socketio.Broadcast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is in which room, of one namespace and instance. A socket's own room, named by its id, takes
 * no entry.
 */
final class Rooms {

  private final Map<String, SocketIoSocketImpl> sockets = new HashMap<>();
  private final Map<String, Set<SocketIoSocketImpl>> members = new HashMap<>();

  void add(SocketIoSocketImpl socket) {
    sockets.put(socket.id(), socket);
  }

  void remove(SocketIoSocketImpl socket) {
    // A socket that was refused may have joined rooms in a middleware without ever being added.
    sockets.remove(socket.id(), socket);
    List.copyOf(socket.joinedRooms()).forEach(room -> leave(socket, room));
  }

  SocketIoSocketImpl socket(String id) {
    return sockets.get(id);
  }

  Collection<SocketIoSocketImpl> sockets() {
    return sockets.values();
  }

  void join(SocketIoSocketImpl socket, String room) {
    if (!room.equals(socket.id()) && socket.joinedRooms().add(room)) {
      members.computeIfAbsent(room, name -> new LinkedHashSet<>(4)).add(socket);
    }
  }

  void leave(SocketIoSocketImpl socket, String room) {
    if (socket.joinedRooms().remove(room)) {
      Set<SocketIoSocketImpl> others = members.get(room);
      others.remove(socket);
      if (others.isEmpty()) {
        members.remove(room);
      }
    }
  }

  /** The sockets that a broadcast means, each once. */
  Collection<SocketIoSocketImpl> targets(Broadcast broadcast) {
    if (broadcast.rooms().isEmpty() && broadcast.except().isEmpty()) {
      return new ArrayList<>(sockets.values());
    }
    if (broadcast.rooms().size() == 1 && broadcast.except().isEmpty()) {
      return new ArrayList<>(members(broadcast.rooms().iterator().next()));
    }
    Set<SocketIoSocketImpl> targets = new LinkedHashSet<>();
    if (broadcast.rooms().isEmpty()) {
      targets.addAll(sockets.values());
    } else {
      broadcast.rooms().forEach(room -> targets.addAll(members(room)));
    }
    broadcast.except().forEach(room -> members(room).forEach(targets::remove));
    return targets;
  }

  private Collection<SocketIoSocketImpl> members(String room) {
    SocketIoSocketImpl own = sockets.get(room);
    Set<SocketIoSocketImpl> others = members.get(room);
    if (own == null) {
      return others == null ? Set.of() : others;
    }
    if (others == null) {
      return List.of(own);
    }
    Set<SocketIoSocketImpl> all = new LinkedHashSet<>(others);
    all.add(own);
    return all;
  }
}
