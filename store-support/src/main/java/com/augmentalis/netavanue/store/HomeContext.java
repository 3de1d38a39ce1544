package com.augmentalis.netavanue.store;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The context that an object's state belongs to. What is called on its event loop runs at once,
 * also from the duplicate of the context on which the event bus calls its handlers; what is called
 * from elsewhere is queued.
 */
final class HomeContext {

  private final Context context;

  /** The event loop's thread, which never changes; null until it was seen. */
  private volatile Thread thread;

  /** The current context, or a new one when there is none. */
  HomeContext(Vertx vertx) {
    this.context = vertx.getOrCreateContext();
    if (context.isEventLoopContext()) {
      if (Vertx.currentContext() == context) {
        thread = Thread.currentThread();
      } else {
        context.runOnContext(v -> thread = Thread.currentThread());
      }
    }
  }

  /** Runs an action on the context, at once when already there. */
  void run(Runnable action) {
    if (Thread.currentThread() == thread) {
      action.run();
    } else {
      runLater(action);
    }
  }

  /** Runs an action on the context, behind what is queued there. */
  void runLater(Runnable action) {
    context.runOnContext(v -> action.run());
  }
}
