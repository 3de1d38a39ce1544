package com.augmentalis.netavanue.socketio.impl;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.engineio.impl.TimingWheel;
import com.augmentalis.netavanue.socketio.AckException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The acks that a client owes. */
final class PendingAcks {

  private final class Pending extends TimingWheel.Entry {
    private final long id;
    private final Promise<EventArgs> promise;

    Pending(long id, Promise<EventArgs> promise) {
      this.id = id;
      this.promise = promise;
    }

    @Override
    protected void expired() {
      pending.remove(id);
      timedOut.run();
      promise.fail(new AckException(AckException.Reason.TIMEOUT));
    }
  }

  private final TimingWheel wheel;
  private final int limit;
  private final Runnable timedOut;
  private final Map<Long, Pending> pending = new HashMap<>(4);
  private long nextId;

  PendingAcks(TimingWheel wheel, int limit, Runnable timedOut) {
    this.wheel = wheel;
    this.limit = limit;
    this.timedOut = timedOut;
  }

  boolean isFull() {
    return pending.size() >= limit;
  }

  /** The id of the next event that asks for an ack. */
  long nextId() {
    return nextId++;
  }

  Future<EventArgs> expect(long id, long timeoutMs, Promise<EventArgs> promise) {
    Pending entry = new Pending(id, promise);
    pending.put(id, entry);
    wheel.schedule(entry, timeoutMs);
    return promise.future();
  }

  /** Takes an ack; one that nobody waits for, or no more, is passed over. */
  void received(long id, EventArgs args) {
    Pending entry = pending.remove(id);
    if (entry != null) {
      wheel.cancel(entry);
      entry.promise.complete(args);
    }
  }

  void disconnected() {
    List<Pending> entries = new ArrayList<>(pending.values());
    pending.clear();
    for (Pending entry : entries) {
      wheel.cancel(entry);
      entry.promise.fail(new AckException(AckException.Reason.DISCONNECTED));
    }
  }
}
