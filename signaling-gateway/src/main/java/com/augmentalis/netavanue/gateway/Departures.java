package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.session.DisconnectMember;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the services that a socket is gone: its device leaves the directory and its seats enter
 * their grace. While a service cannot be reached this is tried again; epochs make repeats harmless.
 */
final class Departures {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private static final long FIRST_RETRY_MS = 500;
  private static final long LONGEST_RETRY_MS = 10_000;
  private static final int ATTEMPTS = 30;

  private final Vertx vertx;
  private final BusClient bus;
  private final DeviceBinder binder;
  private final SessionViews views;
  private final Promise<Void> settled = Promise.promise();
  private int underWay;
  private boolean stopping;

  Departures(Vertx vertx, BusClient bus, DeviceBinder binder, SessionViews views) {
    this.vertx = vertx;
    this.bus = bus;
    this.binder = binder;
    this.views = views;
  }

  /** Handles the end of a socket. */
  void departed(DeviceSocket socket) {
    socket.markGone();
    if (!socket.isBound()) {
      return;
    }
    for (SessionView view : socket.sessions()) {
      view.removeLocal(socket);
      views.dropIfEmpty(view);
      vacate(socket, view.sessionId());
    }
    persist(() -> binder.release(socket), 1);
  }

  /** Begins the grace of a seat whose socket is gone. */
  void vacate(DeviceSocket socket, String sessionId) {
    DisconnectMember request =
        new DisconnectMember(sessionId, socket.fingerprint(), socket.location().epoch());
    persist(() -> bus.request(request), 1);
  }

  /**
   * Gives up trying again, for the instance stops.
   *
   * @return completes when what is under way has been answered
   */
  Future<Void> stop() {
    stopping = true;
    return underWay == 0 ? Future.succeededFuture() : settled.future();
  }

  private void persist(Supplier<Future<?>> request, int attempt) {
    underWay++;
    request
        .get()
        .onComplete(
            done -> {
              if (done.failed()) {
                retry(request, attempt, done.cause());
              }
              underWay--;
              if (stopping && underWay == 0) {
                settled.tryComplete();
              }
            });
  }

  private void retry(Supplier<Future<?>> request, int attempt, Throwable failure) {
    boolean unreachable =
        failure instanceof ServiceException refused && refused.code() == FailureCode.UNAVAILABLE;
    if (unreachable && attempt < ATTEMPTS && !stopping) {
      long delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS << Math.min(attempt, 10));
      vertx.setTimer(delay, tick -> persist(request, attempt + 1));
    } else {
      LOG.debug("Departure not recorded: {}", failure.getMessage());
    }
  }
}
