package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.socketio.Broadcast;
import com.augmentalis.netavanue.socketio.BroadcastOperator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects whom a broadcast means. */
record BroadcastOperatorImpl(
    NamespaceImpl namespace,
    Set<String> rooms,
    Set<String> except,
    boolean localOnly,
    boolean lossy)
    implements BroadcastOperator {

  @Override
  public BroadcastOperator to(String room) {
    return new BroadcastOperatorImpl(namespace, with(rooms, room), except, localOnly, lossy);
  }

  @Override
  public BroadcastOperator except(String room) {
    return new BroadcastOperatorImpl(namespace, rooms, with(except, room), localOnly, lossy);
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new LinkedHashSet<>(names);
    more.add(name);
    return more;
  }

  @Override
  public BroadcastOperator local() {
    return new BroadcastOperatorImpl(namespace, rooms, except, true, lossy);
  }

  @Override
  public BroadcastOperator volatileEmits() {
    return new BroadcastOperatorImpl(namespace, rooms, except, localOnly, true);
  }

  @Override
  public void emit(String event, Object... args) {
    publish(namespace.encodeEmit(event, OutgoingValues.of(args), lossy));
  }

  @Override
  public void emitJson(String event, JsonSource... args) {
    publish(namespace.encodeEmit(event, args, lossy));
  }

  @Override
  public void socketsJoin(String... names) {
    publish(new Broadcast.Join(Set.of(names)));
  }

  @Override
  public void socketsLeave(String... names) {
    publish(new Broadcast.Leave(Set.of(names)));
  }

  @Override
  public void disconnectSockets(boolean closeTransport) {
    publish(new Broadcast.Disconnect(closeTransport));
  }

  private void publish(Broadcast.Action action) {
    namespace.publish(new Broadcast(namespace.name(), rooms, except, action), localOnly);
  }
}
