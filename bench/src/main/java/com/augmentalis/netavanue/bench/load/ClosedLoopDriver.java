package com.augmentalis.netavanue.bench.load;

import java.util.ArrayList;
import java.util.List;

/** One message under way per connection. */
final class ClosedLoopDriver implements Driver {
  private final RelayCounters counters;
  private final List<ClosedLoopPeer> peers = new ArrayList<>();
  private List<Offer> offers = List.of();
  private boolean stopped;

  ClosedLoopDriver(RelayCounters counters) {
    this.counters = counters;
  }

  @Override
  public void start(List<Member> members, List<Offer> offers) {
    this.offers = offers;
    for (int i = 0; i < members.size(); i++) {
      RequestClient client = members.get(i).client();
      ClosedLoopPeer peer = new ClosedLoopPeer(client, offers.get(i), counters);
      client.socket().listener(peer);
      peers.add(peer);
    }
    peers.forEach(ClosedLoopPeer::start);
  }

  @Override
  public Void stop() {
    stopped = true;
    peers.forEach(ClosedLoopPeer::stop);
    return null;
  }

  @Override
  public boolean isFinished() {
    return stopped;
  }

  @Override
  public void release() {
    offers.forEach(Offer::release);
  }
}
