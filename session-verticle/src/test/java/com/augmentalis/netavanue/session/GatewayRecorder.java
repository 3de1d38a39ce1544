package com.augmentalis.netavanue.session;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.store.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands where a gateway instance would, and keeps what it is sent. */
final class GatewayRecorder {

  private final String instance;
  private final LinkedBlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();

  private GatewayRecorder(String instance) {
    this.instance = instance;
  }

  static GatewayRecorder start(Vertx vertx, String instance) {
    GatewayRecorder recorder = new GatewayRecorder(instance);
    Await.await(
        new RequestDispatcher(Addresses.gateway(instance))
            .on(SessionEvents.class, recorder::take)
            .register(vertx.eventBus()));
    return recorder;
  }

  private Future<Done> take(SessionEvents message) {
    events.addAll(message.events());
    return Future.succeededFuture(Done.DONE);
  }

  String instance() {
    return instance;
  }

  /** The next events, as many as asked for; fails when they do not come. */
  List<SessionEvent> next(int count) {
    List<SessionEvent> next = new ArrayList<>();
    try {
      while (next.size() < count) {
        SessionEvent event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError(
              instance + " got only " + next + ", not " + count + " events, within 30 s");
        }
        next.add(event);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return next;
  }

  /** The next event, which must be of this kind. */
  <E extends SessionEvent> E next(Class<E> type) {
    SessionEvent event = next(1).get(0);
    if (!type.isInstance(event)) {
      throw new AssertionError(instance + " got " + event + ", not " + type.getSimpleName());
    }
    return type.cast(event);
  }

  /** All that has come so far and was not asked for. */
  List<SessionEvent> drain() {
    List<SessionEvent> all = new ArrayList<>();
    events.drainTo(all);
    return all;
  }
}
