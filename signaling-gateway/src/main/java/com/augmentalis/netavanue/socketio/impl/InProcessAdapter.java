package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.socketio.Adapter;
import com.augmentalis.netavanue.socketio.Broadcast;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reaches the instances of one process. */
public final class InProcessAdapter implements Adapter {

  private final List<Member> members = new CopyOnWriteArrayList<>();

  /** An adapter without members. */
  public InProcessAdapter() {}

  @Override
  public void add(Member member) {
    members.add(member);
  }

  @Override
  public void remove(Member member) {
    members.remove(member);
  }

  @Override
  public void publish(Member origin, Broadcast broadcast) {
    for (Member member : members) {
      if (!member.equals(origin)) {
        member.deliver(broadcast);
      }
    }
  }
}
