package com.augmentalis.netavanue.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends by the clock, members in turn. The loop spins instead of sleeping between messages: a
 * timer's slack would otherwise be charged to the server.
 */
final class FixedRateDriver implements Driver {
  /**
   * With more than this under way the server cannot keep the rate, and the figures mean nothing.
   */
  private static final long MAX_UNDER_WAY = 20_000;

  private final EventLoop loop;
  private final RelayCounters counters;
  private final RelayOptions options;
  private final List<FixedRatePeer> peers = new ArrayList<>();
  private List<Offer> offers = List.of();
  private FixedRateSchedule schedule;
  private long next;
  private boolean running;

  FixedRateDriver(EventLoop loop, RelayCounters counters, RelayOptions options) {
    this.loop = loop;
    this.counters = counters;
    this.options = options;
  }

  @Override
  public void start(List<Member> members, List<Offer> offers) {
    this.offers = offers;
    long warmUp = options.warmUp().toNanos();
    schedule =
        new FixedRateSchedule(
            System.nanoTime(),
            options.perSecond(),
            members.size(),
            warmUp,
            warmUp + options.window().toNanos());
    for (int i = 0; i < members.size(); i++) {
      RequestClient client = members.get(i).client();
      // Pairs stand side by side: the sender to i is i with its last bit turned.
      FixedRatePeer peer = new FixedRatePeer(client, offers.get(i), counters, schedule, i ^ 1);
      client.socket().listener(peer);
      peers.add(peer);
    }
    running = true;
    tick();
  }

  private void tick() {
    if (!running) {
      return;
    }
    long now = System.nanoTime();
    while (next < schedule.messages() && schedule.due(next) - now <= 0) {
      if (counters.underWay() > MAX_UNDER_WAY) {
        running = false;
        counters.countOverload(counters.underWay());
        return;
      }
      peers.get((int) (next % peers.size())).send();
      next++;
    }
    if (next == schedule.messages()) {
      running = false;
      return;
    }
    // A scheduled task waits for the next turn of the loop; an executed one would keep it from
    // reading.
    var unused = loop.schedule(this::tick, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public Void stop() {
    // The schedule has an end of its own. To leave out messages that are late would flatter the
    // server.
    return null;
  }

  @Override
  public boolean isFinished() {
    return !running;
  }

  @Override
  public void release() {
    offers.forEach(Offer::release);
  }
}
