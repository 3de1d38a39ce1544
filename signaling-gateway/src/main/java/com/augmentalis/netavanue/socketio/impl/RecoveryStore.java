package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.engineio.impl.TimingWheel;
import com.augmentalis.netavanue.socketio.Broadcast;
import com.augmentalis.netavanue.socketio.Broadcast.Emit;
import com.augmentalis.netavanue.socketio.RecoveryOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Connection state recovery of one namespace and instance: the events of the last while, and the
 * connections that were lost. A client that comes back names its private id and the offset of the
 * last event that it saw; it gets what came after, if all of that is still here. Used by one
 * thread.
 */
final class RecoveryStore extends TimingWheel.Entry {

  /** A lost connection. */
  record Lost(String privateId, String id, Set<String> rooms, Object data, long atMillis) {}

  /** A lost connection that was found again, with what it missed. */
  record Recovered(Lost session, List<Emit> missed, long lastSequence) {}

  private record Stored(
      long sequence, Emit event, Set<String> rooms, Set<String> except, long atMillis) {

    int bytes() {
      int sum = event.text().length();
      for (ByteSlice attachment : event.attachments()) {
        sum += attachment.length();
      }
      return sum;
    }

    boolean reaches(String id, Set<String> memberOf) {
      return (rooms.isEmpty() || isIn(rooms, id, memberOf)) && !isIn(except, id, memberOf);
    }

    private static boolean isIn(Set<String> names, String id, Set<String> memberOf) {
      for (String name : names) {
        if (name.equals(id) || memberOf.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }

  private final SocketIoServerImpl server;
  private final String namespace;
  private final RecoveryOptions options;
  private final LongSupplier clock;
  private final Deque<Stored> events = new ArrayDeque<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Lost> lost = new LinkedHashMap<>();
  private long nextSequence;
  private long storedBytes;
  private boolean sweeping;

  RecoveryStore(
      SocketIoServerImpl server, String namespace, RecoveryOptions options, LongSupplier clock) {
    this.server = server;
    this.namespace = namespace;
    this.options = options;
    this.clock = clock;
  }

  SocketIoServerImpl server() {
    return server;
  }

  String namespace() {
    return namespace;
  }

  RecoveryOptions options() {
    return options;
  }

  /** Keeps an event; the oldest go when there are too many. */
  void append(Broadcast broadcast, Emit event) {
    List<ByteSlice> attachments = event.attachments().stream().map(ByteSlice::compact).toList();
    Emit compact = new Emit(event.text().compact(), attachments, event.offset(), false);
    Stored stored =
        new Stored(
            nextSequence++, compact, broadcast.rooms(), broadcast.except(), clock.getAsLong());
    events.add(stored);
    sequences.put(event.offset(), stored.sequence());
    storedBytes += stored.bytes();
    while (events.size() > options.maxEvents() || storedBytes > options.maxBytes()) {
      dropOldest();
    }
    sweepLater();
  }

  private void dropOldest() {
    Stored oldest = events.remove();
    storedBytes -= oldest.bytes();
    sequences.remove(oldest.event().offset(), oldest.sequence());
  }

  /** Remembers a lost connection. */
  void remember(String privateId, SocketIoSocketImpl socket, Object data) {
    Lost session =
        new Lost(privateId, socket.id(), Set.copyOf(socket.joinedRooms()), data, clock.getAsLong());
    lost.put(privateId, session);
    server.group().lostSessions().put(privateId, this);
    if (lost.size() > options.maxSessions()) {
      forget(lost.keySet().iterator().next());
    }
    sweepLater();
  }

  private void forget(String privateId) {
    lost.remove(privateId);
    server.group().lostSessions().remove(privateId, this);
  }

  /** Whether this is the id of a lost connection's socket. */
  boolean isRemembered(String privateId) {
    return lost.containsKey(privateId);
  }

  /** Finds a lost connection, once; null if it cannot be recovered in full. */
  Recovered take(String privateId, String offset) {
    Lost session = lost.get(privateId);
    forget(privateId);
    Long seen = sequences.get(offset);
    if (session == null || seen == null || isExpired(session.atMillis())) {
      return null;
    }
    return new Recovered(session, since(session, seen), nextSequence - 1);
  }

  /** The events after one that reach a lost connection. */
  List<Emit> since(Lost session, long sequence) {
    List<Emit> missed = new ArrayList<>();
    for (Stored stored : events) {
      if (stored.sequence() > sequence && stored.reaches(session.id(), session.rooms())) {
        missed.add(stored.event());
      }
    }
    return missed;
  }

  /**
   * Takes over a client whose events another instance kept, so that it can be recovered from here
   * the next time, whichever of them it has seen by then.
   */
  void adopt(String socketId, String seenOffset, List<Emit> missed) {
    Emit seen = new Emit(ByteSlice.EMPTY, List.of(), seenOffset, false);
    Broadcast target = new Broadcast(namespace, Set.of(socketId), Set.of(), seen);
    append(target, seen);
    missed.forEach(event -> append(target, event));
  }

  private boolean isExpired(long atMillis) {
    return clock.getAsLong() - atMillis > options.maxDisconnectionMs();
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      server.wheel().schedule(this, options.maxDisconnectionMs());
    }
  }

  @Override
  protected void expired() {
    sweeping = false;
    while (!events.isEmpty() && isExpired(events.element().atMillis())) {
      dropOldest();
    }
    List.copyOf(lost.values()).stream()
        .filter(session -> isExpired(session.atMillis()))
        .forEach(session -> forget(session.privateId()));
    if (!events.isEmpty() || !lost.isEmpty()) {
      sweepLater();
    }
  }

  /** Forgets all: the instance is being closed. */
  void close() {
    server.wheel().cancel(this);
    List.copyOf(lost.keySet()).forEach(this::forget);
    events.clear();
    sequences.clear();
  }
}
