package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.socketio.Broadcast.Emit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a recovered socket is to get before anything new: what it missed, and what came while it was
 * being connected.
 */
final class Recovery {

  private final RecoveryStore source;
  private final RecoveryStore.Recovered recovered;
  private final String seenOffset;
  private final List<Emit> missed;
  private List<Emit> held = new ArrayList<>();

  Recovery(RecoveryStore source, RecoveryStore.Recovered recovered, String seenOffset) {
    this.source = source;
    this.recovered = recovered;
    this.seenOffset = seenOffset;
    this.missed = new ArrayList<>(recovered.missed());
  }

  RecoveryStore source() {
    return source;
  }

  RecoveryStore.Lost session() {
    return recovered.session();
  }

  /** Keeps an event back; false if there are too many. */
  boolean hold(Emit emit) {
    held.add(emit);
    return held.size() <= source.options().maxEvents();
  }

  /** Asks the instance that knew the socket for what came since; on that instance's thread. */
  List<Emit> sinceTaken() {
    return source.since(recovered.session(), recovered.lastSequence());
  }

  void addMissed(List<Emit> more) {
    missed.addAll(more);
  }

  /** Lets another instance remember the events that this one now sends. */
  void adoptInto(RecoveryStore store) {
    store.adopt(recovered.session().id(), seenOffset, missed);
  }

  /** What to send, each event once, in order. Nothing is held any more. */
  List<Emit> replay() {
    Set<String> offsets = new HashSet<>();
    List<Emit> events = new ArrayList<>();
    for (Emit event : missed) {
      if (offsets.add(event.offset())) {
        events.add(event);
      }
    }
    for (Emit event : held) {
      if (event.offset() == null || offsets.add(event.offset())) {
        events.add(event);
      }
    }
    missed.clear();
    held = new ArrayList<>(0);
    return events;
  }
}
